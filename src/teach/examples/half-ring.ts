import { decodeHalfFloat, encodeHalfFloats } from '../../model/loading/half-float.js';

/** Keeps the newest rows of values, 16 bits per value. Rows are counted from the first one that was ever added. */
export class HalfRing {
  readonly #width: number;
  readonly #values: Uint16Array;
  #count = 0;

  /**
   * @param width values of a row
   * @param rows number of rows to keep
   */
  constructor(width: number, rows: number) {
    this.#width = width;
    this.#values = new Uint16Array(width * rows);
  }

  /** Number of rows that were ever added. */
  get count(): number {
    return this.#count;
  }

  /** Index of the oldest row that is kept. */
  get oldest(): number {
    return Math.max(0, this.#count - this.#values.length / this.#width);
  }

  /** Adds rows. @param values `[rows × width]`, at most as many rows as are kept */
  add(values: Float32Array): void {
    const { length } = this.#values;
    const halves = encodeHalfFloats(values);
    const start = (this.#count * this.#width) % length;
    const head = halves.subarray(0, length - start);
    this.#values.set(head, start);
    this.#values.set(halves.subarray(head.length), 0);
    this.#count += values.length / this.#width;
  }

  /** Returns the kept rows from `first` to before `end`, `[rows × width]`. */
  read(first: number, end: number): Float32Array {
    const { length } = this.#values;
    const from = Math.max(first, this.oldest) * this.#width;
    const size = Math.max(0, Math.min(end, this.#count) * this.#width - from);
    const values = new Float32Array(size);
    for (let i = 0, at = from % length; i < size; i++, at = at + 1 === length ? 0 : at + 1)
      values[i] = decodeHalfFloat(this.#values[at]!);
    return values;
  }
}
