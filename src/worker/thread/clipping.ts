/** Absolute value from which a sample counts as full scale. */
const FULL_SCALE = 0.999;
/** Number of neighbouring samples at full scale that count as clipping. */
const IN_A_ROW = 3;

/** Whether sound was cut off at full scale: several samples in a row are there. */
export function isClipped(samples: Float32Array): boolean {
  let row = 0;
  for (const sample of samples) {
    row = Math.abs(sample) >= FULL_SCALE ? row + 1 : 0;
    if (row === IN_A_ROW) return true;
  }
  return false;
}
