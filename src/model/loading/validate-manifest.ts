import { LOG_MEL_128, LOG_MEL_64, type FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { ModelManifest } from '../manifest.js';
import { LIMITS } from './limits.js';
import { ManifestReader } from './manifest-reader.js';
import { validateHeads } from './validate-heads.js';
import { validateMobilenet } from './validate-mobilenet.js';

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
  validateHeads(manifest);
  validateWeights(manifest.object('weights'));
  manifest.count('receptiveFieldFrames', Number.MAX_SAFE_INTEGER);
  if (manifest.has('recurrent')) manifest.oneOf('recurrent', [true, false]);
  manifest.number('macsPerSecond', (macs) => macs > 0, 'a positive number');
  for (const dataset of manifest.objects('datasets', 1024)) {
    for (const name of ['name', 'licence', 'use']) dataset.string(name);
  }
  if (manifest.has('figures')) manifest.object('figures');
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

function validateArchitecture(architecture: ManifestReader, features: FeatureGeometry['type']): void {
  const type = architecture.oneOf('type', ['crnn', 'wavenet', 'mobilenet']);
  if (type === 'mobilenet') {
    validateMobilenet(architecture, features);
    return;
  }
  if (type === 'wavenet') {
    for (const name of ['residualChannels', 'skipChannels']) architecture.count(name, LIMITS.width);
    architecture.count('kernel', LIMITS.kernel);
    const dilations = architecture.counts('dilations', LIMITS.dilation, LIMITS.layers);
    if (dilations.length === 0) throw architecture.fieldError('dilations', 'a list of dilations');
    if (architecture.has('conv')) validateConv(architecture.objects('conv', LIMITS.layers));
    if (architecture.has('readFront')) architecture.oneOf('readFront', [true, false]);
    return;
  }
  validateConv(architecture.objects('conv', LIMITS.layers));
  architecture.count('dense', LIMITS.width);
  architecture.count('gru', LIMITS.width);
}

function validateConv(layers: readonly ManifestReader[]): void {
  for (const conv of layers) {
    const [, kernelF, ...rest] = conv.counts('kernel', LIMITS.kernel, 2);
    if (kernelF === undefined || kernelF % 2 === 0 || rest.length > 0) {
      throw conv.fieldError('kernel', '[frames, an odd number of bands]');
    }
    conv.count('strideF', LIMITS.kernel);
    conv.count('channels', LIMITS.width);
  }
}

function validateWeights(weights: ManifestReader): void {
  // Only a plain file name is accepted, so that a model cannot make its loader fetch from elsewhere.
  if (!/^[\w-][\w.-]*$/.test(weights.string('file')))
    throw weights.fieldError('file', 'the name of a file in the same folder');
  weights.oneOf('dtype', ['float16', 'float32']);
  weights.count('bytes', LIMITS.weightBytes);
  if (!/^[0-9a-f]{64}$/.test(weights.string('sha256'))) throw weights.fieldError('sha256', '64 lower-case hex digits');
  for (const tensor of weights.objects('tensors', LIMITS.tensors)) {
    tensor.string('name');
    tensor.counts('shape', LIMITS.weightBytes, 4);
    tensor.offset('offset');
  }
}
