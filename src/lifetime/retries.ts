const FIRST = 1000;
const LONGEST = 30_000;
/** After so long without a failure the next one is the first again, milliseconds. */
const TROUBLE_FREE = 60_000;

/** How long to wait before each try of something that fails again and again. Pure. */
export class Retries {
  #failures = 0;
  #last = -Infinity;

  /**
   * Something has failed.
   * @param now milliseconds
   * @returns how often it has lately, and how long to wait before the next try, milliseconds: nothing the first time, then
   * 1 s, doubling up to half a minute
   */
  next(now: number): { failures: number; delay: number } {
    if (now - this.#last > TROUBLE_FREE) this.#failures = 0;
    this.#last = now;
    this.#failures += 1;
    const delay = this.#failures === 1 ? 0 : Math.min(FIRST * 2 ** (this.#failures - 2), LONGEST);
    return { failures: this.#failures, delay };
  }
}
