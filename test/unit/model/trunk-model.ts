import { silentFrames } from '../../../src/features/band-value.js';
import { LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { decodeModel } from '../../../src/model/loading/load-model.js';
import { validateManifest } from '../../../src/model/loading/validate-manifest.js';
import type { Model, ModelManifest } from '../../../src/model/manifest.js';
import { readBytes, readJson } from '../on-disk.js';

/** Expected values of a trunk, from the PyTorch reference. */
export interface TrunkGolden {
  readonly frames: number;
  readonly silentFrames: number;
  readonly seed: number;
  readonly rangeDb: number;
  /** `[embeddings][values]` */
  readonly embedding: number[][];
  readonly logits: Readonly<Record<string, number[][]>>;
}

/** Reads a trunk's model folder. Its geometry of 128 bands every 10 ms is accepted as it is. */
export async function trunkModel(folder: string): Promise<Model> {
  const json = await readJson<ModelManifest>(`${folder}/model.json`);
  const checked = validateManifest({ ...json, features: LOG_MEL_64 });
  const weights = await readBytes(`${folder}/${checked.weights.file}`);
  return decodeModel({ ...checked, features: json.features }, weights.buffer);
}

/** Returns the input of a golden file, `[frames × 128]`, dB: silence, then noise, by the formula of the exporter. */
export function goldenFrames(
  { frames, silentFrames: silent, seed, rangeDb }: TrunkGolden,
  { manifest }: Model,
): Float32Array {
  const values = silentFrames(manifest.features, frames);
  let state = seed;
  for (let i = silent * manifest.features.bands; i < values.length; i++) {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    values[i]! += (rangeDb * state) / 2 ** 32;
  }
  return values;
}
