/** Returns `part / whole`, or null instead of NaN or infinity if `whole` is 0. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Returns the mean of all values but nulls; null if there are none. */
export function mean(values: Iterable<number | null>): number | null {
  const known = [...values].filter((value) => value !== null);
  return ratio(
    known.reduce((sum, value) => sum + value, 0),
    known.length,
  );
}

/**
 * Computes a quantile with linear interpolation between neighbours (Hyndman and Fan's type 7, numpy's default).
 *
 * @param share 0 to 1
 * @returns null if there are no values
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (place - low);
}
