import { BINS, UsualValues } from './usual-values.js';

/** Moments that only fill the memory, since everything is new at first: half a minute. */
const FILLING = 63;
/** Moments after which there are scores: a minute. */
export const WARM_UP = 126;

/** What a {@link Calibration} knows. */
export interface CalibrationState {
  /** Number of moments so far. */
  readonly moments: number;
  /** Histogram of the values. */
  readonly counts: Float64Array;
}

/** Turns distances or errors into scores by what is usual here. During the first minute there are none. Pure. */
export class Calibration {
  readonly #usual: UsualValues;
  #moments: number;

  /** @param max largest value that is distinguished @param state to continue from */
  constructor(max: number, state?: CalibrationState) {
    this.#usual = new UsualValues(max, state?.counts);
    this.#moments = state?.moments ?? 0;
  }

  /** What it knows; a copy. */
  get state(): CalibrationState {
    return { moments: this.#moments, counts: this.#usual.counts };
  }

  /** How much of the warm-up is over, 0 to 1. */
  get readiness(): number {
    return Math.min(1, this.#moments / WARM_UP);
  }

  /** Returns the score of a value, and counts it. @returns 0 to 1; undefined during the warm-up */
  rate(value: number): number | undefined {
    const score = this.readiness === 1 ? this.#usual.shareBelow(value) : undefined;
    if (this.#moments >= FILLING) this.#usual.add(value);
    this.#moments += 1;
    return score;
  }
}

/** Number of bins of a calibration's histogram. */
export const CALIBRATION_BINS = BINS;
