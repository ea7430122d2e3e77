import { fetchModel } from '../../../src/model/loading/fetch-model.js';
import type { Model } from '../../../src/model/manifest.js';

/** Loads a small network with random weights, which every part of the engine can run in milliseconds. */
export function referenceModel(name: 'crnn-tiny' | 'wavenet-tiny'): Promise<Model> {
  return fetchModel(new URL(`/test/fixtures/reference/${name}/model.json`, location.href).href);
}
