/**
 * Lag of the audio clock behind wall-clock time, from one block to the next, that counts as a stop, seconds. Device buffers
 * cause smaller lags. A larger one means that the machine slept or the system interrupted the context.
 */
const MAX_LAG = 1;

/** Detects that the audio clock stopped while wall-clock time continued. Audio thread; allocates nothing. */
export class StoppedClock {
  readonly #sampleRate: number;
  /** Total number of samples missed while the clock was stopped. */
  skipped = 0;
  #lastFrame = 0;
  #lastTime = NaN;

  /** @param sampleRate Hz */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /**
   * Compares both clocks. Call it once per block.
   *
   * @param frame position of the block's first sample on the audio clock, samples
   * @param now wall-clock time, milliseconds
   * @returns whether the clock stopped before this block; `skipped` has then grown
   */
  update(frame: number, now: number): boolean {
    const passed = (now - this.#lastTime) / 1000;
    const missing = passed - (frame - this.#lastFrame) / this.#sampleRate;
    this.#lastFrame = frame;
    this.#lastTime = now;
    if (!(missing > MAX_LAG)) return false;
    this.skipped += Math.round(missing * this.#sampleRate);
    return true;
  }
}
