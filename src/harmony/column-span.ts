import { COLUMN_BINS, COLUMN_HOP, COLUMN_WINDOW } from './long-chroma.js';

/** Middle of a column, seconds from its start. */
export const MIDDLE_OF_COLUMN = COLUMN_WINDOW / 2;

/**
 * Returns the columns whose middle is in a span; the nearest one if there is none.
 *
 * @param from seconds from the start of the first column
 * @param to seconds
 * @param count number of columns that there are
 */
export function columnsWithin(
  from: number,
  to: number,
  count: number,
): { readonly first: number; readonly end: number } {
  const at = (time: number) => Math.min(count, Math.max(0, Math.ceil((time - MIDDLE_OF_COLUMN) / COLUMN_HOP - 1e-6)));
  const first = Math.min(at(from), Math.max(0, count - 1));
  return { first, end: Math.min(count, Math.max(first + 1, at(to))) };
}

/** Returns the mean of columns, `[60]`; zeros if there are none. @param columns `[count × 60]` */
export function meanColumn(columns: Float32Array, first: number, end: number): Float64Array {
  const mean = new Float64Array(COLUMN_BINS);
  for (let at = first * COLUMN_BINS; at < end * COLUMN_BINS; at++)
    mean[at % COLUMN_BINS]! += columns[at]! / (end - first);
  return mean;
}
