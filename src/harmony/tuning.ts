import { BINS_PER_SEMITONE, COLUMN_BINS } from './long-chroma.js';

/**
 * Estimates how far the music is tuned from A4 = 440 Hz: the direction in which the strengths point on the circle of one semitone
 * (Dressler and Streich 2007, "Tuning frequency estimation using circular statistics"). Pure.
 *
 * @param column sum of the columns of a {@link LongChroma}, `[60]`
 * @returns semitones, −0.5 to 0.5; 0 for silence
 */
export function tuning(column: ArrayLike<number>): number {
  let [re, im] = [0, 0];
  for (let bin = 0; bin < COLUMN_BINS; bin++) {
    const angle = (2 * Math.PI * bin) / BINS_PER_SEMITONE;
    re += column[bin]! * Math.cos(angle);
    im += column[bin]! * Math.sin(angle);
  }
  return Math.hypot(re, im) > 1e-9 ? Math.atan2(im, re) / (2 * Math.PI) : 0;
}

/**
 * Folds a column into 12 pitch classes at a tuning. A value counts by its distance from the nearest semitone: fully at it, not at
 * all half a semitone away. Pure.
 *
 * @param column `[60]`
 * @param semitones tuning
 * @param out receives the pitch classes from C on, `[12]`
 */
export function foldColumn(column: ArrayLike<number>, semitones: number, out: Float64Array): void {
  out.fill(0);
  for (let bin = 0; bin < COLUMN_BINS; bin++) {
    const pitch = bin / BINS_PER_SEMITONE - semitones;
    const nearest = Math.round(pitch);
    const weight = Math.cos(Math.PI * (pitch - nearest)) ** 2;
    out[(nearest + 12) % 12]! += weight * column[bin]!;
  }
}
