/**
 * Differences of time up to this are rounding, seconds. A single dropped sample at 192 kHz is five times as long.
 */
const ROUNDING = 1e-6;

/**
 * The time of each frame, from the time of the first frame of each step.
 *
 * Times are counted from the last discontinuity rather than from the start of the step, so they do not depend, not even
 * in their last bit, on how the sound was cut into steps.
 */
export class FrameClock {
  readonly #hopSeconds: number;
  #origin = 0;
  #frames = 0;
  #running = false;

  constructor(hopSeconds: number) {
    this.#hopSeconds = hopSeconds;
  }

  /**
   * A step begins.
   *
   * @param time of its first frame, seconds
   * @returns how much later (or earlier: negative) this is than the frame that was due, seconds; 0 when on time
   */
  align(time: number): number {
    const late = this.#running ? time - this.#next() : 0;
    if (this.#running && Math.abs(late) <= ROUNDING) return 0;
    this.#running = true;
    this.#origin = time;
    this.#frames = 0;
    return late;
  }

  /** @returns the time of the next frame, seconds, and moves on by one */
  tick(): number {
    const time = this.#next();
    this.#frames += 1;
    return time;
  }

  reset(): void {
    this.#running = false;
  }

  #next(): number {
    return this.#origin + this.#frames * this.#hopSeconds;
  }
}
