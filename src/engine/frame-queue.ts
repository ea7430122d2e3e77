/** Frames that wait for their step, oldest first. */
export class FrameQueue {
  readonly #width: number;
  #values = new Float32Array();
  /** Number of values that have been taken. */
  #taken = 0;

  /** @param width values per frame */
  constructor(width: number) {
    this.#width = width;
  }

  /** Number of waiting frames. */
  get count(): number {
    return (this.#values.length - this.#taken) / this.#width;
  }

  /** Adds frames, `[count × width]`, row-major. */
  push(frames: Float32Array): void {
    if (frames.length === 0) return;
    const waiting = this.#values.subarray(this.#taken);
    this.#values = new Float32Array(waiting.length + frames.length);
    this.#values.set(waiting);
    this.#values.set(frames, waiting.length);
    this.#taken = 0;
  }

  /** Removes the oldest `count` frames and returns a copy of them, `[count × width]`. */
  take(count: number): Float32Array {
    const from = this.#taken;
    this.#taken += count * this.#width;
    return this.#values.slice(from, this.#taken);
  }

  clear(): void {
    this.#values = new Float32Array();
    this.#taken = 0;
  }
}
