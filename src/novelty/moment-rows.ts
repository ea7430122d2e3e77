/** The mean of the rows of a moment. */
export interface MomentMean {
  /** Time of its first row, seconds. */
  readonly time: number;
  /** `[size]` */
  readonly mean: Float32Array;
}

/** Joins rows that arrive in pieces into moments of equal length. A gap between pieces discards a moment that is not complete. Pure. */
export class MomentRows {
  readonly #rows: number;
  #sum: Float64Array | undefined;
  #count = 0;
  #began = 0;
  #next: number | undefined;

  /** @param rows of a moment */
  constructor(rows: number) {
    this.#rows = rows;
  }

  /**
   * Adds rows, and returns the moments that became complete.
   * @param time of the first row, seconds
   * @param values `[count × size]`, row-major
   * @param size values of a row
   * @param distance between rows, seconds
   */
  push(time: number, values: Float32Array, size: number, distance: number): MomentMean[] {
    if (values.length === 0) return [];
    if (this.#next === undefined || Math.abs(time - this.#next) > distance / 2 || this.#sum?.length !== size)
      this.#count = 0;
    const complete: MomentMean[] = [];
    for (let row = 0; row * size < values.length; row++) {
      if (this.#count === 0) {
        this.#began = time + row * distance;
        this.#sum = new Float64Array(size);
      }
      for (let k = 0; k < size; k++) this.#sum![k]! += values[row * size + k]!;
      if (++this.#count < this.#rows) continue;
      complete.push({ time: this.#began, mean: Float32Array.from(this.#sum!, (sum) => sum / this.#rows) });
      this.#count = 0;
    }
    this.#next = time + (values.length / size) * distance;
    return complete;
  }
}
