/** A jump of the wall clock against the sound's, seconds, above which one of them has not run evenly. */
const UNEVEN = 0.5;

/**
 * The clock of a session's positions and detections: that of the first audio context, which runs on, by the wall clock,
 * while there is no context and while the machine sleeps. Pure.
 */
export class SessionClock {
  #time = 0;
  /** Wall-clock time of it, milliseconds. */
  #wall: number | undefined;

  /**
   * @param time that capturing has come to, seconds
   * @param now wall-clock time, milliseconds
   */
  follow(time: number, now: number): void {
    // Just after a sleep the context's own time is late, until the audio thread has noticed.
    const isEven = Math.abs(time - this.at(now)) < UNEVEN || time - this.#time > UNEVEN;
    if (this.#wall !== undefined && !isEven) return;
    this.#time = time;
    this.#wall = now;
  }

  /** @param now wall-clock time, milliseconds. @returns seconds */
  at(now: number): number {
    return this.#wall === undefined ? 0 : this.#time + Math.max(0, now - this.#wall) / 1000;
  }
}
