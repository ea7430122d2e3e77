import { bandValue } from '../../features/band-value.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';

/** Returns the power that a band's value stands for, without the floor; the inverse of `bandValue`. */
export function bandPower(value: number, features: FeatureGeometry): number {
  const power = features.type === 'log-mel' ? 10 ** (value / 10) : Math.exp(5 * value - 4.5);
  return Math.max(0, power - features.floorPower);
}

/** Returns the difference of a band's values that a gain makes, as a factor from dB. */
export function valuePerDecibel({ type }: FeatureGeometry): number {
  return type === 'log-mel' ? 1 : Math.LN10 / 50;
}

/** Turns frames of values into frames of power. @param frames `[count × bands]` */
export function toPower(frames: Float32Array, features: FeatureGeometry): Float32Array {
  return frames.map((value) => bandPower(value, features));
}

/** Turns frames of power into frames of values. @param power `[count × bands]` */
export function toValues(power: Float32Array, features: FeatureGeometry): Float32Array {
  return power.map((value) => bandValue(value + features.floorPower, features));
}
