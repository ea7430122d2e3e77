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
