/** Longest beat that has one chord, seconds. */
const LONGEST = 0.75;
/** Length of a stretch without beats, seconds. */
const WITHOUT_BEAT = 0.5;
/** Longest distance between two beats of the same music, seconds: that of the slowest tempo that is followed. */
export const LONGEST_BEAT = 1.6;

/**
 * Divides a recording at its beats. A long beat is divided into halves or thirds. Where there are no beats, a part lasts about half a
 * second. Pure.
 *
 * @param beats seconds, ascending
 * @param duration seconds
 * @returns the edges, seconds, ascending, from 0 to `duration`
 */
export function beatEdges(beats: readonly number[], duration: number): number[] {
  const marks = [0, ...beats.filter((beat) => beat > 0 && beat < duration), duration];
  return [
    0,
    ...marks.slice(1).flatMap((to, i) => {
      const from = marks[i]!;
      const longest = to - from > LONGEST_BEAT ? WITHOUT_BEAT : LONGEST;
      const parts = Math.max(1, Math.ceil((to - from) / longest));
      return Array.from({ length: parts }, (_, part) => from + ((to - from) * (part + 1)) / parts);
    }),
  ];
}
