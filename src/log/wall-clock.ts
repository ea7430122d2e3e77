/** Length of the time over which the best estimate is kept, seconds of wall time. */
const WINDOW = 60;

/**
 * Estimates the wall-clock time of second 0 of a session. Frames may arrive late but never early, so the earliest arrival is
 * the best estimate; its error is the latency, tens of ms. Only the last one to two minutes count, because the clocks of the
 * audio device and the computer drift apart by seconds in a day. Pure.
 */
export class WallClock {
  /** Earliest second 0 of the current window and of the one before, ms since 1970. */
  #current = Infinity;
  #previous = Infinity;
  #windowEnd = -Infinity;

  /**
   * Adds an arrival.
   *
   * @param time session time of the newest analysed sound, seconds
   * @param now wall-clock time, ms since 1970
   */
  add(time: number, now: number): void {
    if (now >= this.#windowEnd) {
      this.#previous = this.#current;
      this.#current = Infinity;
      this.#windowEnd = now + 1000 * WINDOW;
    }
    this.#current = Math.min(this.#current, now - 1000 * time);
  }

  /** Wall-clock time of second 0, ms since 1970; Infinity before the first arrival. */
  get zero(): number {
    return Math.min(this.#current, this.#previous);
  }
}
