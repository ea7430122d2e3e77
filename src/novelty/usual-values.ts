/** Number of bins of the histogram. */
export const BINS = 400;
/** Count at which all counts are halved, so that what is usual follows the place. An hour of moments. */
const MOST_COUNTED = 7500;

/**
 * What values are usual here: an empirical distribution in a histogram of fixed size. Its share of smaller values calibrates a distance or
 * an error: 0.99 means that 99 % of the values here are smaller. Pure.
 */
export class UsualValues {
  readonly #max: number;
  readonly #counts: Float64Array;
  #total: number;

  /** @param max values from here on share the last bin @param counts to continue from, `[BINS]` */
  constructor(max: number, counts?: Float64Array) {
    this.#max = max;
    this.#counts = counts?.slice() ?? new Float64Array(BINS);
    this.#total = this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** The histogram, `[BINS]`; a copy. */
  get counts(): Float64Array {
    return this.#counts.slice();
  }

  /** Counts a value. */
  add(value: number): void {
    this.#counts[this.#bin(value)]! += 1;
    this.#total += 1;
    if (this.#total < MOST_COUNTED) return;
    for (let i = 0; i < BINS; i++) this.#counts[i]! /= 2;
    this.#total /= 2;
  }

  /** Returns the share of counted values that are smaller, 0 to 1. Half of the bin of the value counts as smaller. 0.5 before the first value. */
  shareBelow(value: number): number {
    if (this.#total === 0) return 0.5;
    const bin = this.#bin(value);
    let below = this.#counts[bin]! / 2;
    for (let i = 0; i < bin; i++) below += this.#counts[i]!;
    return below / this.#total;
  }

  #bin(value: number): number {
    return Math.max(0, Math.min(BINS - 1, Math.floor((value / this.#max) * BINS)));
  }
}
