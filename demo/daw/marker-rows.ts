import type { Detection } from '../../src/decisions/detection.js';

/** Rows for birds, for genres, and so many for other sounds. */
export const SOUND_ROWS = 4;

/** Where a marker is drawn. */
export interface MarkerPlace {
  readonly row: number;
  /** Whether there is room for its name. */
  readonly isNamed: boolean;
}

/**
 * The place of each marker: birds in the first row, genres in the second, and other sounds below, where they overlap none, or
 * else in the last. Pure.
 *
 * @param markers by onset
 * @param width what a name takes, seconds
 */
export function markerPlaces(markers: readonly Detection[], width: number): MarkerPlace[] {
  /** Per row, up to where its last name goes. */
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
