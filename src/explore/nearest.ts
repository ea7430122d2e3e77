import type { ValueTable } from './value-table.js';

/**
 * Returns the squared Euclidean distance of each pair of rows, `[n × n]`.
 *
 * @param onProgress called with the share that is done, 0 to 1
 */
export function squaredDistances(
  { count, width, values }: ValueTable,
  onProgress: (share: number) => void = () => undefined,
): Float64Array {
  const squares = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    for (let other = 0; other < row; other++) {
      let sum = 0;
      for (let column = 0; column < width; column++) {
        const difference = values[row * width + column]! - values[other * width + column]!;
        sum += difference * difference;
      }
      squares[row * count + other] = squares[other * count + row] = sum;
    }
    // The time grows with the square of the rows.
    onProgress(((row + 1) / count) ** 2);
  }
  return squares;
}

/** For each row of a table, the rows nearest to it. */
export interface NearestRows {
  /** Number of neighbours of a row. */
  readonly most: number;
  /** Their indices, `[n × most]`, row-major, the nearest first; equal ones in the order of the table. */
  readonly indices: Uint32Array;
  /** Their Euclidean distances, `[n × most]`. */
  readonly distances: Float64Array;
}

/**
 * Finds the rows nearest to each row.
 *
 * @param squares as `squaredDistances` returns them
 * @param wanted neighbours of a row; fewer if there are fewer other rows
 */
export function nearestRows(squares: Float64Array, wanted: number): NearestRows {
  const count = Math.sqrt(squares.length);
  const most = Math.max(0, Math.min(wanted, count - 1));
  const indices = new Uint32Array(count * most);
  const distances = new Float64Array(count * most).fill(Infinity);
  for (let row = 0; row < count; row++) {
    for (let other = 0; other < count; other++) {
      if (other === row) continue;
      const distance = Math.sqrt(squares[row * count + other]!);
      // Inserts it before all that are farther away.
      let at = row * most + most;
      while (at > row * most && distance < distances[at - 1]!) at -= 1;
      const end = (row + 1) * most;
      if (at === end) continue;
      indices.copyWithin(at + 1, at, end - 1);
      distances.copyWithin(at + 1, at, end - 1);
      indices[at] = other;
      distances[at] = distance;
    }
  }
  return { most, indices, distances };
}

/** Returns the indices of the rows nearest to a row, the nearest first. */
export const nearestTo = ({ most, indices }: NearestRows, row: number): number[] => [
  ...indices.subarray(row * most, (row + 1) * most),
];
