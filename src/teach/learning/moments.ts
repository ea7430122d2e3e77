import type { Sliced } from './slices.js';

/** Rows between two slices. */
const ROWS_IN_SLICE = 100;

/** Sums over rows, from which their mean and covariance follow. */
export interface Moments {
  readonly count: number;
  /** Sum of the rows, `[size]`. */
  readonly sum: Float64Array;
  /** Sum of the products of a row's values k and j ≤ k, one after another: `[size × (size + 1) / 2]`. */
  readonly products: Float64Array;
}

/** Those of rows that were asked for before: a sound takes part in learning each of the others, in every fold. */
const known = new WeakMap<Float32Array, Moments>();

/** Returns the moments of rows, `[count × size]`. They must not change afterwards. */
export function* momentsOf(rows: Float32Array, size: number): Sliced<Moments> {
  const before = known.get(rows);
  if (before) return before;
  const sum = new Float64Array(size);
  const products = new Float64Array((size * (size + 1)) / 2);
  for (let first = 0; first < rows.length; first += size) {
    if ((first / size) % ROWS_IN_SLICE === 0) yield;
    for (let k = 0, at = 0; k < size; k++) {
      const value = rows[first + k]!;
      sum[k]! += value;
      for (let j = 0; j <= k; j++) products[at++]! += value * rows[first + j]!;
    }
  }
  const moments = { count: rows.length / size, sum, products };
  known.set(rows, moments);
  return moments;
}
