/** Share of the left-out distances that lie within the radius. */
const WITHIN = 0.99;
/** How much wider the radius is for one example; less with each further one. */
const MARGIN_OF_ONE = 0.5;
/** Logits that a sound loses for each radius beyond the first. A sound at twice the radius cannot be reported. */
const PENALTY = 24;

/** Returns the distance of a normalised row from a centre: the root of the mean squared difference. */
export function distance(rows: Float32Array, row: number, centre: ArrayLike<number>): number {
  const size = centre.length;
  let sum = 0;
  for (let k = 0; k < size; k++) sum += (rows[row * size + k]! - centre[k]!) ** 2;
  return Math.sqrt(sum / size);
}

/**
 * Returns the distance within which a score counts: the 99th percentile of distances that were measured on left-out examples.
 *
 * @param distances of left-out rows from the centre of the others
 * @param examples number of examples; few of them do not show how far the sound varies
 */
export function radiusOf(distances: readonly number[], examples: number): number {
  const sorted = [...distances].sort((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.ceil(WITHIN * sorted.length) - 1);
  return (sorted[Math.max(0, place)] ?? 1) * (1 + MARGIN_OF_ONE / examples);
}

/** Returns the logits that a row loses because it is farther from the centre than any example. */
export const penalty = (far: number, radius: number): number => Math.max(0, far / radius - 1) * PENALTY;
