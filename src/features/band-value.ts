import type { FeatureGeometry } from './log-mel-parameters.js';

/**
 * Returns the value of a band in a frame (`models/FORMAT.md`).
 * @param power power in the band, including `floorPower`
 */
export function bandValue(power: number, { type }: FeatureGeometry): number {
  return type === 'log-mel' ? 10 * Math.log10(power) : (Math.log(power) + 4.5) / 5;
}

/** Returns frames of silence, `[count × bands]`: every band has the value of `floorPower`. */
export function silentFrames(features: FeatureGeometry, count = 1): Float32Array {
  return new Float32Array(count * features.bands).fill(bandValue(features.floorPower, features));
}
