import { familiesOf } from './head-families.js';
import type { StepScores } from './decisions.js';
import type { HeadManifest } from '../model/manifest.js';

/** A time span, seconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Classes that are voices, with all classes that may belong to one of them. */
const VOICES: ReadonlySet<string> = new Set([
  'speech',
  'shout',
  'whispering',
  'chatter',
  'hubbub_speech_noise_speech_babble',
  'children_playing',
]);

/** How scores become voices. `npm run evaluate:voices` measures these rules and others. */
export interface VoiceRule {
  /** Duration before and after a moment over which the mean of the log-odds is taken, seconds. */
  readonly context: number;
  /** Mean score from which a moment counts as a voice, 0 to 1. Far below the threshold of a detection. */
  readonly mean: number;
  /** Score of a single row from which it counts as a voice, whatever the mean is, 0 to 1: for single words. */
  readonly single: number;
}

/**
 * Music and birds have single rows with a high score of a voice; speech has a high mean. So the mean over two seconds separates them
 * better than a low threshold for each row.
 */
export const VOICE_RULE: VoiceRule = { context: 1, mean: 0.1, single: 0.5 };

/** Sound before and after a voice that counts as voice too, seconds: the network notices speech with a delay. */
export const VOICE_MARGIN = 0.5;

/** Smallest distance of a score from 0 and 1, so that its log-odds are finite. */
const MARGIN = 1e-6;

/**
 * Notes when there may be a voice, from the frame scores of live sound. A decision about a moment is made only after the following
 * `context` and `VOICE_MARGIN` have been analysed. Until then, the moment counts as voice. Sound that was not analysed counts as
 * voice, too. Pure.
 */
export class VoiceSpans {
  readonly #keepSeconds: number;
  readonly #rule: VoiceRule;
  /** Frames with a voice, merged where the margins meet; without margins, oldest first. */
  #voiced: { from: number; to: number }[] = [];
  #analysedUntil = -Infinity;
  /** Log-odds of the surest voice in the newest rows: those of the context before and after the next row to be decided. */
  #recent: number[] = [];
  /** Indices of the voices among the classes, per head; found with the first scores. */
  #voices: ReadonlyMap<string, readonly number[]> | undefined;

  /** @param keepSeconds duration after which a span is forgotten, seconds */
  constructor(keepSeconds: number, rule = VOICE_RULE) {
    this.#keepSeconds = keepSeconds;
    this.#rule = rule;
  }

  /**
   * Adds the scores of one step.
   *
   * @param time of the first row, seconds; rows follow each other by `rowSeconds`
   */
  add({ frames, scores }: StepScores, time: number, heads: readonly HeadManifest[], rowSeconds: number): void {
    this.#voices ??= voicesOf(heads);
    const { context, mean, single } = this.#rule;
    const isFirst = this.#analysedUntil === -Infinity;
    if (!isFirst && time > this.#analysedUntil + rowSeconds / 2) {
      // What follows the newest rows is unknown, so they stay undecided.
      this.#put(this.#analysedUntil - context, time);
      this.#recent = [];
    }
    const around = Math.round(context / rowSeconds);
    for (let row = 0; row < frames; row++) {
      const score = this.#voiceScore(scores, heads, row);
      if (score >= single) this.#put(time + row * rowSeconds, time + (row + 1) * rowSeconds);
      this.#recent.push(logOdds(score));
      if (this.#recent.length <= around) continue;
      if (this.#recent.length > 2 * around + 1) this.#recent.shift();
      const sum = this.#recent.reduce((total, each) => total + each, 0);
      const decided = time + (row - around) * rowSeconds;
      if (sum >= logOdds(mean) * this.#recent.length) this.#put(decided, decided + rowSeconds);
    }
    this.#analysedUntil = time + frames * rowSeconds;
    const oldest = this.#analysedUntil - this.#keepSeconds;
    while (this.#voiced[0] && this.#voiced[0].to + VOICE_MARGIN < oldest) this.#voiced.shift();
  }

  /** Returns the spans with a voice, with their margins, oldest first. The last one ends at Infinity: it is undecided. */
  get spans(): Span[] {
    const decided = this.#analysedUntil - this.#rule.context - VOICE_MARGIN;
    const spans = this.#voiced.map(({ from, to }) => ({ from: from - VOICE_MARGIN, to: to + VOICE_MARGIN }));
    const open = spans.findIndex(({ to }) => to >= decided);
    if (open < 0) return [...spans, { from: decided, to: Infinity }];
    return [...spans.slice(0, open), { from: Math.min(spans[open]!.from, decided), to: Infinity }];
  }

  /** Returns the score of the surest voice in a row, 0 to 1. */
  #voiceScore(scores: StepScores['scores'], heads: readonly HeadManifest[], row: number): number {
    let most = 0;
    for (const { name, classes } of heads) {
      const rows = scores[name];
      if (!rows) continue;
      for (const voice of this.#voices!.get(name)!) most = Math.max(most, rows[row * classes.length + voice]!);
    }
    return most;
  }

  /** Adds a span, and joins it with those that its margins meet. */
  #put(from: number, to: number): void {
    let at = this.#voiced.length;
    while (at > 0 && this.#voiced[at - 1]!.to + 2 * VOICE_MARGIN >= from) at--;
    const after = this.#voiced.slice(at);
    const joined = after.filter((span) => span.from <= to + 2 * VOICE_MARGIN);
    const whole = joined.reduce(
      (all, span) => ({ from: Math.min(all.from, span.from), to: Math.max(all.to, span.to) }),
      { from, to },
    );
    this.#voiced.splice(at, Infinity, whole, ...after.slice(joined.length));
  }
}

const logOdds = (score: number): number => {
  const inside = Math.min(Math.max(score, MARGIN), 1 - MARGIN);
  return Math.log(inside / (1 - inside));
};

/** Returns the indices of the voices among the classes of each head. */
function voicesOf(heads: readonly HeadManifest[]): Map<string, readonly number[]> {
  return new Map(
    heads.map((head) => {
      const families = familiesOf(head);
      const isVoice = (name: string) => [name, ...families.of(name)].some((each) => VOICES.has(each));
      return [head.name, head.classes.flatMap(({ name }, index) => (isVoice(name) ? [index] : []))];
    }),
  );
}
