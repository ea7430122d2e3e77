import type { Model } from '../../../src/model/manifest.js';
import { modelIn } from '../on-disk.js';

/** Reads a small network with random weights, which every part of the engine can run in milliseconds. */
export const referenceModel = (name: `${'crnn' | 'wavenet'}${'' | '-trunk'}-tiny` | 'trunk-tiny'): Promise<Model> =>
  modelIn(`test/fixtures/reference/${name}`);
