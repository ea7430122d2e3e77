import type { Rows } from '../../src/teach/examples/embed.js';

/** Neighbouring rows that make a moment: about the time constant of the decisions. */
const MOMENT = 3;

/**
 * Returns the means of moments, evenly spread over rows. The first one returned is that in the middle.
 *
 * @param size values of a row
 * @param count number of moments
 * @param first first row that is used
 * @returns `[count × size]`
 */
export function moments(rows: Rows, size: number, count: number, first: number): Float32Array {
  const last = Math.max(0, rows.count - MOMENT);
  const begin = Math.min(first, last);
  const starts = Array.from({ length: count }, (_, i) => Math.round(begin + ((last - begin) * i) / Math.max(1, count - 1)));
  const middle = starts.splice(Math.floor(count / 2), 1);
  const values = new Float32Array(count * size);
  [...middle, ...starts].forEach((start, i) => {
    const length = Math.min(MOMENT, rows.count - start);
    for (let row = start; row < start + length; row++) {
      for (let k = 0; k < size; k++) values[i * size + k]! += rows.values[row * size + k]! / length;
    }
  });
  return values;
}
