/** Tolerance for differences of time, seconds. A single dropped sample at 192 kHz is five times as long. */
const TIME_TOLERANCE = 1e-6;

/**
 * Computes the time of each frame from the time of the first frame of each step.
 *
 * Times are counted from the last discontinuity, not from the start of the step. They are therefore identical to the
 * last bit, however the sound is cut into steps.
 */
export class FrameClock {
  readonly #hopSeconds: number;
  #lastDiscontinuity = 0;
  #frames = 0;
  #running = false;

  constructor(hopSeconds: number) {
    this.#hopSeconds = hopSeconds;
  }

  /**
   * Begins a step.
   *
   * @param time of its first frame, seconds
   * @returns how much later this is than the expected time, seconds; negative when earlier, 0 when on time
   */
  align(time: number): number {
    const late = this.#running ? time - this.#next() : 0;
    if (this.#running && Math.abs(late) <= TIME_TOLERANCE) return 0;
    this.#running = true;
    this.#lastDiscontinuity = time;
    this.#frames = 0;
    return late;
  }

  /**
   * Advances by one frame.
   *
   * @returns the time of that frame, seconds
   */
  tick(): number {
    const time = this.#next();
    this.#frames += 1;
    return time;
  }

  reset(): void {
    this.#running = false;
  }

  #next(): number {
    return this.#lastDiscontinuity + this.#frames * this.#hopSeconds;
  }
}
