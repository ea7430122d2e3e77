import { silentFrames } from '../../../src/features/band-value.js';
import type { Model } from '../../../src/model/manifest.js';

/** Decibels per unit: a value is (ln(power) + 4.5) / 5. */
const DECIBELS = 50 / Math.LN10;

/** Expected values of a network on a trunk, from the PyTorch reference. */
export interface NoiseGolden {
  readonly frames: number;
  readonly silentFrames: number;
  readonly seed: number;
  readonly rangeDb: number;
  /** Those of the last rows, per head `[rows][classes]`. */
  readonly logits: Readonly<Record<string, number[][]>>;
}

/** Expected values of a trunk alone. */
export interface TrunkGolden extends NoiseGolden {
  /** `[embeddings][values]` */
  readonly embedding: number[][];
}

/** Returns the input of a golden file, `[frames × 128]`: silence, then noise, by the formula of the exporter. */
export function goldenFrames(
  { frames, silentFrames: silent, seed, rangeDb }: NoiseGolden,
  { manifest }: Model,
): Float32Array {
  const values = silentFrames(manifest.features, frames);
  let state = seed;
  for (let i = silent * manifest.features.bands; i < values.length; i++) {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    values[i]! += (rangeDb / DECIBELS) * (state / 2 ** 32);
  }
  return values;
}
