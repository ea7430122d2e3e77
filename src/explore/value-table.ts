/** A table of recordings (rows) and values (columns). */
export interface ValueTable {
  /** Number of rows n. */
  readonly count: number;
  /** Number of columns d. */
  readonly width: number;
  /** `[n × d]`, row-major. */
  readonly values: Float64Array;
}

/** Returns a table of rows of equal length. */
export function valueTable(rows: readonly ArrayLike<number>[]): ValueTable {
  const width = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, i) => values.set(Array.from(row), i * width));
  return { count: rows.length, width, values };
}

/** Smallest standard deviation of a column that is not constant, relative to its largest value. */
const CONSTANT = 1e-9;

/**
 * Gives every column a mean of 0 and a standard deviation of 1 (population), so that hertz and decibels count alike. A constant column
 * becomes 0.
 */
export function standardised({ count, width, values }: ValueTable): ValueTable {
  const out = new Float64Array(values.length);
  for (let column = 0; column < width; column++) {
    let [sum, largest] = [0, 0];
    for (let row = 0; row < count; row++) {
      const value = values[row * width + column]!;
      sum += value;
      largest = Math.max(largest, Math.abs(value));
    }
    const mean = sum / count;
    let squares = 0;
    for (let row = 0; row < count; row++) squares += (values[row * width + column]! - mean) ** 2;
    const deviation = Math.sqrt(squares / count);
    if (!(deviation > CONSTANT * largest)) continue;
    for (let row = 0; row < count; row++)
      out[row * width + column] = (values[row * width + column]! - mean) / deviation;
  }
  return { count, width, values: out };
}

/** Returns the values of one column. */
export const columnOf = ({ count, width, values }: ValueTable, column: number): Float64Array =>
  Float64Array.from({ length: count }, (_, row) => values[row * width + column]!);
