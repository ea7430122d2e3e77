/** Time over which the delay of arrivals is compared, ms. */
const WINDOW = 30_000;
/** Correction from which the clock is set again, ms. A smaller one would only move times to and fro. */
const TOLERANCE = 200;
/** Sound that may arrive earlier than it can have been recorded, ms: what a recorder had stored before it was read. */
const STORED = 5000;

/**
 * Estimates the wall-clock time at which a live stream began. Sound arrives late, never early, so the smallest delay
 * of the last minute counts. The clock thus follows a sound card whose clock is not exact, and a recorder that lost sound.
 *
 * A stream that is faster than real time is not live: its times are then counted from its start.
 */
export class StreamClock {
  /** Estimated wall-clock time of second 0, ms since 1970; undefined before the first sound. */
  #zero: number | undefined;
  /** The first estimate, and the one at the start of the window. */
  #firstZero = 0;
  #zeroBefore = 0;
  #isLive = true;
  #windowStart = 0;
  /** The earliest estimate of this window and of the one before. */
  #earliest = Infinity;
  #earliestBefore = Infinity;

  /**
   * Notes that sound has arrived.
   *
   * @param seconds sound so far
   * @param now ms since 1970
   */
  arrived(seconds: number, now: number): void {
    const zero = now - 1000 * seconds;
    if (this.#zero === undefined) {
      this.#zero = this.#firstZero = this.#zeroBefore = zero;
      this.#windowStart = now;
    }
    if (!this.#isLive) return;
    if (zero < this.#zeroBefore - STORED) {
      this.#isLive = false;
      this.#zero = this.#firstZero;
      return;
    }
    this.#zero = Math.min(this.#zero, zero);
    this.#earliest = Math.min(this.#earliest, zero);
    if (now - this.#windowStart >= WINDOW) this.#nextWindow(now);
  }

  /** Wall-clock time of second 0. */
  get zero(): Date {
    return new Date(this.#zero ?? Date.now());
  }

  #nextWindow(now: number): void {
    const earliest = Math.min(this.#earliest, this.#earliestBefore);
    if (earliest - this.#zero! > TOLERANCE) this.#zero = earliest;
    this.#zeroBefore = this.#zero!;
    this.#earliestBefore = this.#earliest;
    this.#earliest = Infinity;
    this.#windowStart = now;
  }
}
