/** Difference between the wall clock and the audio clock above which one of them has jumped, seconds. */
const MAX_DRIFT = 0.5;

/**
 * Clock of a session's positions and detections. It follows the first audio context. Without a context, and while the
 * machine sleeps, it continues by the wall clock. Pure.
 */
export class SessionClock {
  #time = 0;
  /** Wall-clock time at `#time`, ms. */
  #wall: number | undefined;

  /**
   * Synchronises the clock with the capture.
   * @param time session time of the capture, seconds
   * @param now wall-clock time, ms
   */
  follow(time: number, now: number): void {
    // Just after a sleep, the context's time lags until the audio thread notices the sleep.
    const isEven = Math.abs(time - this.at(now)) < MAX_DRIFT || time - this.#time > MAX_DRIFT;
    if (this.#wall !== undefined && !isEven) return;
    this.#time = time;
    this.#wall = now;
  }

  /** Returns the session time, seconds. @param now wall-clock time, ms */
  at(now: number): number {
    return this.#wall === undefined ? 0 : this.#time + Math.max(0, now - this.#wall) / 1000;
  }
}
