import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { LIMITS } from './limits.js';
import type { ManifestReader } from './manifest-reader.js';
import { validateTrunk } from './validate-trunk.js';

/**
 * Checks `architecture` of a `model.json`, each field for itself. `loadModel` checks what follows from them together.
 *
 * @param features type of the model's features
 * @throws PinnaError `model-corrupt`
 */
export function validateArchitecture(architecture: ManifestReader, features: FeatureGeometry['type']): void {
  const type = architecture.oneOf('type', ['crnn', 'wavenet', 'mobilenet']);
  if (type === 'mobilenet') {
    validateTrunk(architecture, features, 'architecture.type is "mobilenet", which');
    if (architecture.has('dense')) architecture.count('dense', LIMITS.width);
    return;
  }
  if (architecture.has('trunk')) validateTwoSpeedFront(architecture, features);
  else if (type === 'crnn' || architecture.has('conv')) validateConv(architecture);
  if (type === 'crnn') {
    for (const name of ['dense', 'gru']) architecture.count(name, LIMITS.width);
    return;
  }
  for (const name of ['residualChannels', 'skipChannels']) architecture.count(name, LIMITS.width);
  architecture.count('kernel', LIMITS.kernel);
  const dilations = architecture.counts('dilations', LIMITS.dilation, LIMITS.layers);
  if (dilations.length === 0) throw architecture.fieldError('dilations', 'a list of dilations');
  if (architecture.has('readFront')) architecture.oneOf('readFront', [true, false]);
}

/** Checks a trunk with a fast branch. */
function validateTwoSpeedFront(architecture: ManifestReader, features: FeatureGeometry['type']): void {
  const blocks = validateTrunk(architecture, features, 'architecture.trunk');
  if (architecture.has('conv')) throw architecture.fieldError('conv', 'absent, as it must be with a trunk');
  const fast = architecture.object('fast');
  const isBlock = (block: number) => Number.isInteger(block) && block >= 0 && block <= blocks;
  const first = fast.number('block', isBlock, `a whole number from 0 to ${blocks}`);
  validateConv(fast);
  const taps = architecture.counts('taps', LIMITS.layers, LIMITS.layers);
  if (taps.some((block, j) => block <= (taps[j - 1] ?? first) || block > blocks))
    throw architecture.fieldError('taps', `blocks in ascending order, after fast.block ${first} and up to ${blocks}`);
  architecture.count('slow', LIMITS.width);
}

/** Checks the list `conv` of an object. */
function validateConv(parent: ManifestReader): void {
  for (const conv of parent.objects('conv', LIMITS.layers)) {
    const [, kernelF, ...rest] = conv.counts('kernel', LIMITS.kernel, 2);
    if (kernelF === undefined || kernelF % 2 === 0 || rest.length > 0) {
      throw conv.fieldError('kernel', '[frames, an odd number of bands]');
    }
    conv.count('strideF', LIMITS.kernel);
    conv.count('channels', LIMITS.width);
  }
}
