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
