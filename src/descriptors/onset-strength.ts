import { BANDS } from '../features/log-mel-parameters.js';

/**
 * Returns the onset strength of a frame: the mean rise of its bands since the frame before; falling bands count as 0.
 *
 * @param bands log-mel, `[64]`, dB
 * @param before those of the frame before
 */
export function onsetStrength(bands: Float32Array, before: Float32Array): number {
  let rise = 0;
  for (let band = 0; band < BANDS; band++) rise += Math.max(0, bands[band]! - before[band]!);
  return rise / BANDS;
}
