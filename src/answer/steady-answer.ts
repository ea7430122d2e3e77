import type { Detection, DetectionChange } from '../decisions/detection.js';
import { questionOf } from '../decisions/question.js';
import { ChangeLimit } from './change-limit.js';
import { Loudness } from './loudness.js';
import { Topic, type CertaintyLimits, type SoundName } from './topic.js';

/** Time for which a name stays after its sound has ended, ms: at least, and at most for a sound that comes and goes. */
const LINGER = 2000;
const LONGEST_LINGER = 12_000;
/** If a sound comes again within this time of its disappearance, its name stays longer the next time, ms. */
const COMES_AGAIN = 20_000;
/** Time for which a line is shown at least before a newer sound may take its place, ms. */
const LEAST_SHOWN = 4000;

/**
 * Time for which the answer waits at the beginning before it says that it is quiet, ms. A first sound has its name about then; the name
 * would have to wait, because texts change once a second.
 */
const QUIET_AFTER = 1500;
/** Time for which unnamed sound must be loud before the answer says that it is not recognised, ms. */
const UNSURE_AFTER = 1500;

/** Least scores by the size of the type: what is written large must be more certain. */
export const CERTAINTY_LIMITS = {
  normal: { sure: 0.75, probable: 0.5 },
  high: { sure: 0.85, probable: 0.7 },
} as const satisfies Readonly<Record<string, CertaintyLimits>>;

/** Answer without a name: nothing arrives, the sound is soft, or it is loud and not recognised. */
export type NamelessAnswer = 'none' | 'quiet' | 'unsure';

/** One line of the answer. */
export interface AnswerLine extends SoundName {
  /** The question that the line answers; constant while the line is shown. */
  readonly question: string;
  /** The head that gives the line its colour and shape. */
  readonly head: 'bird' | 'genre' | 'events' | 'taught';
  /** Whether the sound has ended, and its name stays for a moment. */
  readonly isOver: boolean;
}

/** The sounds of this moment. */
export interface Answer {
  readonly lines: readonly AnswerLine[];
  /** Why there are no lines; undefined with lines, and for a moment after the beginning. */
  readonly nameless: NamelessAnswer | undefined;
}

/** Options of a {@link SteadyAnswer}. */
export interface SteadyAnswerOptions {
  /** Number of lines, at least 1. */
  readonly lines: number;
  readonly limits: CertaintyLimits;
}

/**
 * Makes one steady answer out of confirmed detections: never two answers to one question, and no text that flickers.
 *
 * - Detections that answer the same question are one line ({@link Topic}): the most specific name that is sure.
 * - A name stays at least two seconds after the end of its sound, longer if the sound comes and goes.
 * - The texts change at most once a second, and eight times a minute while there is nothing new ({@link ChangeLimit}).
 * - Lines stay in the order in which they appeared. If all are in use, a newer sound replaces one that has ended,
 *   otherwise the one that began first.
 *
 * Pure. Times are ms on one clock of the caller, and must not go back.
 */
export class SteadyAnswer {
  readonly #options: SteadyAnswerOptions;
  readonly #limit = new ChangeLimit();
  readonly #loudness = new Loudness();
  #topics: Topic[] = [];
  /** By question: when its line disappeared last, and for how long it then stays after the end of its sound. */
  readonly #lingers = new Map<string, { goneAt: number; time: number }>();
  #shown: Answer = { lines: [], nameless: undefined };
  /** By question, the time at which its line appeared. */
  readonly #shownSince = new Map<string, number>();
  #isArriving = true;
  /** Whether a sound has a name. */
  #isNamed = false;
  /** Time since which the sound has been loud without a name, ms; Infinity if it is not. */
  #loudSince = Infinity;
  #scoredAt: number | undefined;
  #levelAt: number | undefined;
  /** Time of the first level, ms. */
  #heardSince: number | undefined;

  constructor(options: SteadyAnswerOptions) {
    this.#options = options;
  }

  /** Accepts the start or the end of a detection. */
  detect({ phase, detection }: DetectionChange, now: number): void {
    const endedAt = phase === 'end' ? now : undefined;
    let topic =
      this.#topics.find((each) => each.has(detection.id)) ?? this.#topics.find((each) => each.accepts(detection));
    if (!topic) this.#topics.push((topic = this.#begin(detection, now)));
    topic.put(detection, endedAt);
  }

  /** Accepts the present scores: they can raise the certainty of a confirmed sound, and nothing else. */
  score(scoreOf: (detection: Detection) => number | undefined, now: number): void {
    const seconds = (now - (this.#scoredAt ?? now)) / 1000;
    this.#scoredAt = now;
    for (const topic of this.#topics) topic.follow(scoreOf, seconds);
  }

  /**
   * Accepts the level of the sound.
   *
   * @param level RMS since the last call, dBFS
   * @param isArriving false if no sound arrives at all
   */
  hear(level: number, isArriving: boolean, now: number): void {
    this.#isArriving = isArriving;
    this.#loudness.add(level, Math.min((now - (this.#levelAt ?? now - 250)) / 1000, 2));
    if (!this.#loudness.isLoud || this.#isNamed) this.#loudSince = Infinity;
    else this.#loudSince = Math.min(this.#loudSince, now);
    this.#levelAt = now;
    this.#heardSince ??= now;
  }

  /** Returns what to show at a time. Call it a few times a second. */
  at(now: number): Answer {
    this.#prune(now);
    for (const topic of this.#topics) topic.rename(this.#options.limits, now);
    this.#isNamed = this.#topics.some(({ name }) => name !== undefined);
    const wanted = this.#wanted(now);
    const texts = textsOf(wanted);
    if (sameTexts(texts, textsOf(this.#shown))) {
      this.#limit.shown(texts, now);
      this.#shown = wanted;
    } else if (this.#limit.allows(texts, now)) {
      this.#limit.changed(texts, now);
      this.#show(wanted, now);
    } else this.#shown = { ...this.#shown, lines: this.#shown.lines.map((line) => this.#aged(line)) };
    return this.#shown;
  }

  /** Forgets everything, for a new session. */
  clear(): void {
    this.#topics = [];
    this.#limit.clear();
    this.#loudness.clear();
    this.#lingers.clear();
    this.#shownSince.clear();
    this.#shown = { lines: [], nameless: undefined };
    this.#isArriving = true;
    this.#isNamed = false;
    this.#loudSince = Infinity;
    this.#scoredAt = this.#levelAt = this.#heardSince = undefined;
  }

  #begin(detection: Detection, now: number): Topic {
    const topic = new Topic(questionOf(detection), detection);
    const last = this.#lingers.get(topic.question);
    const time = last && now - last.goneAt < COMES_AGAIN ? Math.min(2 * last.time, LONGEST_LINGER) : LINGER;
    this.#lingers.set(topic.question, { goneAt: Infinity, time });
    return topic;
  }

  /** Removes the topics whose sounds ended long enough ago. */
  #prune(now: number): void {
    this.#topics = this.#topics.filter(({ question, overSince }) => {
      const linger = this.#lingers.get(question)!;
      if (overSince === undefined || now - overSince < linger.time) return true;
      linger.goneAt = now;
      return false;
    });
    for (const [question, { goneAt }] of this.#lingers) if (now - goneAt >= COMES_AGAIN) this.#lingers.delete(question);
  }

  /** Returns the answer that the present detections ask for. */
  #wanted(now: number): Answer {
    if (!this.#isArriving) return { lines: [], nameless: 'none' };
    const named = this.#topics.filter(({ name }) => name !== undefined);
    const shown = this.#shown.lines.flatMap(({ question }) => named.find((topic) => topic.question === question) ?? []);
    for (const topic of named.filter((each) => !shown.includes(each)).sort((a, b) => a.began - b.began)) {
      if (topic.overSince !== undefined && now - topic.overSince >= LINGER) continue;
      if (shown.length >= this.#options.lines) {
        const place = this.#placeFor(topic, shown, now);
        if (place < 0) continue;
        shown.splice(place, 1);
      }
      shown.push(topic);
    }
    if (shown.length === 0) return this.#nameless(now);
    return { lines: shown.map(lineOf), nameless: undefined };
  }

  /** Returns the answer without a name. Loud sound may still get one: until it is late, the answer does not change. */
  #nameless(now: number): Answer {
    const isWaiting = this.#loudness.isLoud
      ? now - this.#loudSince < UNSURE_AFTER
      : now - (this.#heardSince ?? now) < QUIET_AFTER;
    if (isWaiting) return { ...this.#shown, lines: this.#shown.lines.map((line) => this.#aged(line)) };
    return { lines: [], nameless: this.#loudness.isLoud ? 'unsure' : 'quiet' };
  }

  /** Returns the index of the line that a newer topic may replace: one whose sound has ended, otherwise the oldest; −1 if there is no such line. */
  #placeFor(topic: Topic, shown: readonly Topic[], now: number): number {
    const over = shown.findIndex(({ overSince }) => overSince !== undefined && now - overSince >= LINGER);
    if (over >= 0) return over;
    const oldest = shown.reduce((best, each, at) => (each.began < shown[best]!.began ? at : best), 0);
    const { question, began } = shown[oldest]!;
    const isSeen = now - (this.#shownSince.get(question) ?? now) >= LEAST_SHOWN;
    return isSeen && began < topic.began ? oldest : -1;
  }

  #show(answer: Answer, now: number): void {
    for (const { question } of answer.lines) if (!this.#shownSince.has(question)) this.#shownSince.set(question, now);
    for (const question of [...this.#shownSince.keys()])
      if (!answer.lines.some((line) => line.question === question)) this.#shownSince.delete(question);
    this.#shown = answer;
  }

  /** Returns a line that may not change yet, as over if its sound is. */
  #aged(line: AnswerLine): AnswerLine {
    const topic = this.#topics.find(({ question }) => question === line.question);
    return { ...line, isOver: !topic || topic.overSince !== undefined };
  }
}

const HEADS: Readonly<Record<string, AnswerLine['head']>> = { bird: 'bird', music: 'genre' };

function lineOf(topic: Topic): AnswerLine {
  const { question, overSince } = topic;
  const head = HEADS[question] ?? (question.startsWith('taught ') ? 'taught' : 'events');
  return { ...topic.name!, question, head, isOver: overSince !== undefined };
}

/** Returns what each line says, as one comparable text a line. */
function textsOf({ lines, nameless }: Answer): string[] {
  if (nameless) return [nameless];
  return lines.map(({ label, isFamily, certainty, detail }) =>
    [label, isFamily, certainty, detail?.label, detail?.certainty].join(' '),
  );
}

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, at) => text === other[at]);
