/**
 * Leaky mean of rows of logits. Each row has the weight `e^(−age/τ)`, with its age counted in pooled rows.
 *
 * The sum is divided by the sum of the weights, so it is a true mean from the first row.
 */
export class LogitPool {
  /** The mean, `[size]`; 0 before the first row. */
  readonly mean: Float64Array;
  readonly #decay: number;
  #weight = 0;

  /** @param seconds the time constant τ; with 0 the mean is the last row */
  constructor(size: number, seconds: number, hopSeconds: number) {
    this.mean = new Float64Array(size);
    this.#decay = seconds > 0 ? Math.exp(-hopSeconds / seconds) : 0;
  }

  /**
   * Adds one row.
   *
   * @param logits `[frames × size]`, row-major
   * @param row index of the frame in `logits`
   */
  push(logits: ArrayLike<number>, row: number): void {
    const size = this.mean.length;
    this.#weight = this.#weight * this.#decay + 1;
    for (let i = 0; i < size; i++) this.mean[i]! += (logits[row * size + i]! - this.mean[i]!) / this.#weight;
  }

  reset(): void {
    this.#weight = 0;
    this.mean.fill(0);
  }
}
