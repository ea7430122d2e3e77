/** Mean and variance of a set of values. */
export interface MeanVariance {
  /** Mean of the values. */
  readonly mean: number;
  /** Population variance: divided by the number of values. */
  readonly variance: number;
}

/** Computes the mean and the variance of each column of a stream of rows (Welford 1962). Pure. */
export class RunningMoments {
  readonly #width: number;
  #count = 0;
  readonly #means: Float64Array;
  readonly #squares: Float64Array;

  /** @param width values per row */
  constructor(width: number) {
    this.#width = width;
    this.#means = new Float64Array(width);
    this.#squares = new Float64Array(width);
  }

  /**
   * Adds rows.
   *
   * @param rows `[rows × width]`, row-major
   */
  add(rows: Float32Array): void {
    for (let at = 0; at < rows.length; at++) {
      const column = at % this.#width;
      if (column === 0) this.#count += 1;
      const off = rows[at]! - this.#means[column]!;
      this.#means[column]! += off / this.#count;
      this.#squares[column]! += off * (rows[at]! - this.#means[column]!);
    }
  }

  /** Mean and variance per column; zeros before the first row. */
  get moments(): MeanVariance[] {
    return Array.from(this.#means, (mean, column) => ({
      mean,
      variance: this.#count > 0 ? this.#squares[column]! / this.#count : 0,
    }));
  }
}
