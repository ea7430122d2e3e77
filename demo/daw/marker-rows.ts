import type { Detection } from '../../src/decisions/detection.js';

/** Number of rows for sounds other than birds and genres. */
export const SOUND_ROWS = 4;

/** Position of a marker in its lane. */
export interface MarkerPlace {
  readonly row: number;
  /** Whether there is space for its name. */
  readonly isNamed: boolean;
}

/**
 * Assigns each marker a row. Birds are in the first row, genres in the second. Other sounds use the first free row below, or
 * the last row if none is free. Pure.
 *
 * @param markers sorted by onset
 * @param width width of a name, seconds
 */
export function markerPlaces(markers: readonly Detection[], width: number): MarkerPlace[] {
  /** End of the last name in each row, seconds. */
  const named = new Array<number>(2 + SOUND_ROWS).fill(-Infinity);
  return markers.map(({ head, onset }) => {
    const isFree = (until: number) => until <= onset;
    const sounds = named.slice(2).findIndex(isFree);
    const row = head === 'bird' ? 0 : head === 'genre' ? 1 : 2 + (sounds < 0 ? SOUND_ROWS - 1 : sounds);
    const isNamed = isFree(named[row]!);
    if (isNamed) named[row] = onset + width;
    return { row, isNamed };
  });
}
