import { bandValue } from '../../../src/features/band-value.js';
import { LOG_MEL_64, type FeatureGeometry } from '../../../src/features/log-mel-parameters.js';

/** Returns uniform random values within ±`amplitude`. */
export function randomValues(length: number, amplitude: number, random: () => number): Float32Array {
  return Float32Array.from({ length }, () => (2 * random() - 1) * amplitude);
}

/** Returns random frames `[count × bands]` of a noisy place, 10 to 90 dB above silence. */
export function randomFrames(
  count: number,
  random: () => number,
  features: FeatureGeometry = LOG_MEL_64,
): Float32Array {
  return Float32Array.from({ length: count * features.bands }, () =>
    bandValue(features.floorPower * 10 ** (1 + 8 * random()), features),
  );
}

/** Cuts `count` frames at random into steps of 1 to `longest` frames. */
export function randomCuts(count: number, longest: number, random: () => number): number[] {
  const steps: number[] = [];
  for (let left = count; left > 0;) {
    const step = Math.min(left, 1 + Math.floor(random() * longest));
    steps.push(step);
    left -= step;
  }
  return steps;
}
