import type { ArchitectureManifest, Model } from '../../../src/model/manifest.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import { randomModel } from '../model/random-model.js';

/** Returns a loaded model with random weights. */
export async function loadedModel(architecture: ArchitectureManifest, seed = 5): Promise<Model> {
  const { manifest, weights } = await randomModel(architecture, seed);
  return loadModel(manifest, weights);
}
