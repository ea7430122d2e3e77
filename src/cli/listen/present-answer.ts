import { presentScores } from '../../answer/present-scores.js';
import { CERTAINTY_LIMITS, SteadyAnswer, type AnswerLine, type NamelessAnswer } from '../../answer/steady-answer.js';
import type { DetectionChange } from '../../decisions/detection.js';
import type { StepScores } from '../../decisions/decisions.js';
import { englishClass } from '../../model/english-classes.js';
import type { HeadManifest } from '../../model/manifest.js';

/** Maximum number of sounds that are named. */
const SOUNDS = 4;
/** Time without samples, or with digital silence only, after which no sound arrives, ms. */
const NO_SOUND = 2000;

const NAMELESS: Readonly<Record<NamelessAnswer, string>> = {
  none: 'no sound arrives',
  quiet: 'quiet',
  unsure: 'something – not sure what',
};

/** Writes the steady answer of the live view as a line of English text. Times are ms on any clock. */
export class PresentAnswer {
  readonly #steady = new SteadyAnswer({ lines: SOUNDS, limits: CERTAINTY_LIMITS.normal });
  #lastSound = -Infinity;
  #level = -Infinity;

  change(change: DetectionChange, now: number): void {
    this.#steady.detect(change, now);
  }

  /** Accepts the scores of a step, which can raise the certainty of the present sounds. */
  score(heads: readonly HeadManifest[], { smoothed }: Pick<StepScores, 'smoothed'>, now: number): void {
    this.#steady.score(presentScores(heads, smoothed), now);
  }

  /** Notes the level of sound that has arrived. @param level RMS, dBFS; −Infinity for digital silence */
  sound(level: number, now: number): void {
    this.#level = level;
    if (level > -Infinity || this.#lastSound === -Infinity) this.#lastSound = now;
    this.#steady.hear(level, this.#arrives(now), now);
  }

  /** Level of the newest sound, dBFS; −Infinity if none arrives. */
  levelAt(now: number): number {
    return this.#arrives(now) ? this.#level : -Infinity;
  }

  /** Returns the answer. */
  text(now: number): string {
    if (this.#lastSound > -Infinity && !this.#arrives(now)) this.#steady.hear(-Infinity, false, now);
    const { lines, nameless } = this.#steady.at(now);
    if (lines.length > 0) return lines.map(lineText).join(', ');
    return nameless ? NAMELESS[nameless] : 'listening';
  }

  #arrives(now: number): boolean {
    return now - this.#lastSound < NO_SOUND;
  }
}

/** Returns a line of the answer in words: `probably siren`, `music · jazz`. */
function lineText({ label, certainty, detail }: AnswerLine): string {
  return [{ label, certainty }, ...(detail ? [detail] : [])]
    .map((each) => `${each.certainty === 'sure' ? '' : 'probably '}${englishClass(each.label)}`)
    .join(' · ');
}
