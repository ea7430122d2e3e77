import { LOG_MEL_128, LOG_MEL_64, type FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { ModelManifest } from '../manifest.js';
import { ManifestReader } from './manifest-reader.js';
import { validateArchitecture } from './validate-architecture.js';
import { validateFigures } from './validate-figures.js';
import { validateHeads } from './validate-heads.js';
import { validateWeights } from './weights-file.js';

/**
 * Checks every field of a parsed `model.json`. Does not check that its weights match; `loadModel` does.
 *
 * @throws PinnaError `model-corrupt` that names the first wrong field
 */
export function validateManifest(json: unknown): ModelManifest {
  const manifest = new ManifestReader(json, '');
  manifest.oneOf('format', ['pinna-model']);
  const version = manifest.oneOf('formatVersion', [1, 2]);
  for (const name of ['name', 'version', 'licence']) manifest.string(name);
  const features = validateFeatures(manifest.object('features'), version);
  validateArchitecture(manifest.object('architecture'), features);
  validateHeads(manifest, version);
  validateWeights(manifest.object('weights'));
  manifest.count('receptiveFieldFrames', Number.MAX_SAFE_INTEGER);
  if (manifest.has('recurrent')) manifest.oneOf('recurrent', [true, false]);
  manifest.number('macsPerSecond', (macs) => macs > 0, 'a positive number');
  for (const dataset of manifest.objects('datasets', 1024)) {
    for (const name of ['name', 'licence', 'use']) dataset.string(name);
  }
  if (manifest.has('figures')) validateFigures(manifest);
  return json as ModelManifest;
}

/**
 * Accepts only the geometries of the format version: with other features, a network would give wrong answers.
 * @returns the type of the features
 */
function validateFeatures(features: ManifestReader, version: 1 | 2): FeatureGeometry['type'] {
  const geometries = version === 1 ? [LOG_MEL_64] : [LOG_MEL_64, LOG_MEL_128];
  const type = features.oneOf(
    'type',
    geometries.map((geometry) => geometry.type),
  );
  for (const geometry of geometries.filter((one) => one.type === type)) {
    for (const [name, value] of Object.entries(geometry)) features.oneOf(name, [value]);
  }
  return type;
}
