import type { ValueTable } from './value-table.js';

/** A row near another one. */
export interface Neighbour {
  readonly index: number;
  /** Euclidean distance. */
  readonly distance: number;
}

/** Returns the rows nearest to a row, the nearest first; equal ones in the order of the table. */
export function nearest({ count, width, values }: ValueTable, index: number, most: number): Neighbour[] {
  const distances = Array.from({ length: count }, (_, other) => {
    let sum = 0;
    for (let column = 0; column < width; column++)
      sum += (values[index * width + column]! - values[other * width + column]!) ** 2;
    return { index: other, distance: Math.sqrt(sum) };
  });
  return distances
    .filter((one) => one.index !== index)
    .sort((a, b) => a.distance - b.distance || a.index - b.index)
    .slice(0, most);
}
