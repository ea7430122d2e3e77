const FIRST = 1000;
const LONGEST = 30_000;

/**
 * How long to wait before the next try, milliseconds: it doubles with each failure in a row, up to half a minute. A
 * microphone that is plugged in, a permission that is given and a touch do not wait for it.
 *
 * @param failures in a row, 1 and more
 */
export function retryDelay(failures: number): number {
  return Math.min(FIRST * 2 ** (failures - 1), LONGEST);
}
