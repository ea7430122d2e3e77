/** Delay of the first retry that waits, ms; it doubles with every further failure. */
const SHORTEST = 1000;
/** Longest delay before a retry, ms. */
const LONGEST = 30_000;
/** The failure count resets after this long without a failure, ms. */
const TROUBLE_FREE = 60_000;

/** How long to wait before each try of something that fails again and again. Pure. */
export class Retries {
  readonly #isFirstImmediate: boolean;
  #failures = 0;
  #last = -Infinity;

  /** @param isFirstImmediate whether the first retry does not wait at all */
  constructor({ isFirstImmediate = true } = {}) {
    this.#isFirstImmediate = isFirstImmediate;
  }

  /**
   * Counts a failure.
   * @param now milliseconds
   * @returns how often it has failed lately, and how long to wait before the next try, milliseconds: 0 where the first
   * retry is immediate, then 1 s, doubling up to half a minute
   */
  next(now: number): { failures: number; delay: number } {
    if (now - this.#last > TROUBLE_FREE) this.#failures = 0;
    this.#last = now;
    this.#failures += 1;
    const waits = this.#failures - (this.#isFirstImmediate ? 1 : 0);
    const delay = waits === 0 ? 0 : Math.min(SHORTEST * 2 ** (waits - 1), LONGEST);
    return { failures: this.#failures, delay };
  }

  /** Forgets all failures: something has changed, and the next try may well succeed. */
  reset(): void {
    this.#failures = 0;
  }
}
