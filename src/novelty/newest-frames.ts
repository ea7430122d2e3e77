import { BANDS, HOP_SECONDS } from '../features/log-mel-parameters.js';
import { joinedRows } from '../features/joined-rows.js';

/** Keeps the newest frames of `LOG_MEL_64`. After a gap it begins again. Pure. */
export class NewestFrames {
  readonly #seconds: number;
  #frames: Float32Array = new Float32Array();
  /** Time of the first kept frame, seconds. */
  #start = 0;

  /** @param seconds that are kept before the newest frames */
  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** Time after the newest frame, seconds. */
  get end(): number {
    return this.#start + (this.#frames.length / BANDS) * HOP_SECONDS;
  }

  /** Adds frames. @returns whether they follow the last ones without a gap */
  push(time: number, frames: Float32Array): boolean {
    const follows = this.#frames.length > 0 && Math.abs(time - this.end) < HOP_SECONDS / 2;
    if (!follows) this.#start = time;
    const kept = follows ? joinedRows([this.#frames, frames]) : frames;
    const extra = Math.max(0, (kept.length - frames.length) / BANDS - Math.ceil(this.#seconds / HOP_SECONDS));
    this.#frames = kept.slice(extra * BANDS);
    this.#start += extra * HOP_SECONDS;
    return follows;
  }

  /** Returns the kept frames of a span. @param from seconds @param to seconds */
  cut(from: number, to: number): Float32Array {
    const index = (time: number) => Math.max(0, Math.round((time - this.#start) / HOP_SECONDS));
    return this.#frames.subarray(index(from) * BANDS, index(to) * BANDS);
  }
}
