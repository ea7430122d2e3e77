/** Of many values. */
export interface MeanVariance {
  readonly mean: number;
  /** The population's: divided by the number of values. */
  readonly variance: number;
}

/** Mean and variance of every so many-th value, value by value as they come (Welford 1962). Pure. */
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

  /** @param rows `[rows × width]`, row-major */
  add(rows: Float32Array): void {
    for (let at = 0; at < rows.length; at++) {
      const column = at % this.#width;
      if (column === 0) this.#count += 1;
      const off = rows[at]! - this.#means[column]!;
      this.#means[column]! += off / this.#count;
      this.#squares[column]! += off * (rows[at]! - this.#means[column]!);
    }
  }

  /** Per column; zeros before the first row. */
  get moments(): MeanVariance[] {
    return Array.from(this.#means, (mean, column) => ({
      mean,
      variance: this.#count > 0 ? this.#squares[column]! / this.#count : 0,
    }));
  }
}
