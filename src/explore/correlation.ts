import type { ValueTable } from './value-table.js';

/**
 * Returns Pearson's correlation of each pair of columns, `[d × d]`, −1 to 1. A constant column has 0 with all others.
 *
 * @param table as `standardised` returns it
 */
export function correlations({ count, width, values }: ValueTable): Float64Array {
  const out = new Float64Array(width * width);
  for (let a = 0; a < width; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let row = 0; row < count; row++) sum += values[row * width + a]! * values[row * width + b]!;
      out[a * width + b] = out[b * width + a] = a === b ? 1 : Math.min(1, Math.max(-1, sum / count));
    }
  }
  return out;
}
