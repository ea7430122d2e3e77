import type { ValueTable } from './value-table.js';

/**
 * Returns how new each row would be if it came last: its cosine distance to the nearest other row, 0 (the same direction) to 2. It is the
 * distance by which `<pinna-novelty>` compares a moment with a place.
 *
 * @param table with columns of mean 0
 * @param squares as `squaredDistances` returns them
 * @param groups rows of the same group do not count for each other, such as excerpts of one recording
 * @returns `[n]`; 0 for a row without others, and for a row of zeros beside another one
 */
export function noveltyOf(
  { count, width, values }: ValueTable,
  squares: Float64Array,
  groups: readonly (string | undefined)[],
): Float64Array {
  const lengths = Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < width; column++) sum += values[row * width + column]! ** 2;
    return sum;
  });
  return Float64Array.from(lengths, (own, row) => {
    let least = Infinity;
    for (let other = 0; other < count; other++) {
      if (other === row || (groups[row] !== undefined && groups[row] === groups[other])) continue;
      least = Math.min(least, cosineDistance(own, lengths[other]!, squares[row * count + other]!));
    }
    return least < Infinity ? least : 0;
  });
}

/** @param a squared length @param b squared length @param square squared distance */
function cosineDistance(a: number, b: number, square: number): number {
  if (a === 0 && b === 0) return 0;
  if (a === 0 || b === 0) return 1;
  return Math.min(2, Math.max(0, 1 - (a + b - square) / (2 * Math.sqrt(a * b))));
}

/** Most rows that are named as unusual, and the largest share of all rows. */
const [MOST_UNUSUAL, UNUSUAL_SHARE] = [10, 0.1];

/** Returns the most unusual rows, the most unusual first: a tenth of all, at least one and at most ten. */
export function mostUnusual(novelty: ArrayLike<number>): number[] {
  const count = Math.min(MOST_UNUSUAL, Math.ceil(UNUSUAL_SHARE * novelty.length));
  return Array.from(novelty, (_, row) => row)
    .sort((a, b) => novelty[b]! - novelty[a]! || a - b)
    .slice(0, count);
}
