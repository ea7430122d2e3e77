/** Delay of the first retry that waits, ms; it doubles with every further failure. */
const FIRST_DELAY = 1000;
/** Longest delay before a retry, ms. */
const MAX_DELAY = 30_000;
/** The failure count resets after this long without a failure, ms. */
const RESET_AFTER = 60_000;

/** Computes the delay before each retry of an operation that fails repeatedly. Pure. */
export class Retries {
  readonly #isFirstImmediate: boolean;
  #failures = 0;
  #last = -Infinity;

  /** @param isFirstImmediate whether the first retry has no delay */
  constructor({ isFirstImmediate = true } = {}) {
    this.#isFirstImmediate = isFirstImmediate;
  }

  /**
   * Counts a failure.
   *
   * @param now milliseconds, on any clock
   * @returns the number of recent failures, and the delay before the next try, ms: 0 if the first retry is immediate, then
   * 1 s, doubling up to 30 s
   */
  next(now: number): { failures: number; delay: number } {
    if (now - this.#last > RESET_AFTER) this.#failures = 0;
    this.#last = now;
    this.#failures += 1;
    const waits = this.#failures - (this.#isFirstImmediate ? 1 : 0);
    const delay = waits === 0 ? 0 : Math.min(FIRST_DELAY * 2 ** (waits - 1), MAX_DELAY);
    return { failures: this.#failures, delay };
  }

  /** Resets the failure count. Call it after a change that makes success likely. */
  reset(): void {
    this.#failures = 0;
  }
}
