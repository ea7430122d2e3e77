/**
 * Between two blocks that follow each other, real time passes as sound does, give or take the device's buffers. Above
 * this, seconds, the audio clock has stood still: the machine slept, or the system interrupted the context.
 */
const LONGEST = 1;

/** Notices that the audio clock stood still while the day went on. Audio thread; allocates nothing. */
export class StoppedClock {
  readonly #sampleRate: number;
  /** Samples that would have come while it stood still, all in all. */
  skipped = 0;
  #lastFrame = 0;
  #lastTime = NaN;

  /** @param sampleRate Hz */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /**
   * Once per block.
   *
   * @param frame of the block's first sample on the audio clock
   * @param now wall-clock time, milliseconds
   * @returns whether the clock stood still before this block; `skipped` has grown then
   */
  look(frame: number, now: number): boolean {
    const passed = (now - this.#lastTime) / 1000;
    const missing = passed - (frame - this.#lastFrame) / this.#sampleRate;
    this.#lastFrame = frame;
    this.#lastTime = now;
    if (!(missing > LONGEST)) return false;
    this.skipped += Math.round(missing * this.#sampleRate);
    return true;
  }
}
