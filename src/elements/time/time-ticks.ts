/** Distances between labelled times that are easy to count in, seconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/**
 * The moments to label on a time axis from 0.
 *
 * @param duration of the axis, seconds
 * @param room how many labels fit on it
 * @returns seconds, in order
 */
export function timeTicks(duration: number, room: number): number[] {
  const longest = STEPS.at(-1)!;
  const step = STEPS.find((each) => duration / each <= room) ?? Math.ceil(duration / room / longest) * longest;
  return Array.from({ length: Math.floor(duration / step) + 1 }, (_, i) => i * step);
}
