/** A share; null where there is nothing to have a share of, so that no NaN gets into a report. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The mean of what is there, nulls left out; null of nothing. */
export function mean(values: Iterable<number | null>): number | null {
  const known = [...values].filter((value) => value !== null);
  return ratio(
    known.reduce((sum, value) => sum + value, 0),
    known.length,
  );
}

/**
 * Quantile with linear interpolation between neighbours (Hyndman and Fan's type 7, numpy's default).
 *
 * @param share 0 to 1
 * @returns null of nothing
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (place - low);
}
