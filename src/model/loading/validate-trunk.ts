import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { LIMITS } from './limits.js';
import { corrupt, type ManifestReader } from './manifest-reader.js';

const isDuration = (value: number) => value > 0;

/**
 * Checks `architecture.trunk` of a `model.json`, each field for itself. `loadModel` checks what follows from them together.
 *
 * @param features type of the model's features
 * @param what subject of the message if these are not the trunk's
 * @returns the number of blocks
 * @throws PinnaError `model-corrupt`
 */
export function validateTrunk(architecture: ManifestReader, features: FeatureGeometry['type'], what: string): number {
  if (features !== 'emphasised-log-mel')
    throw corrupt(`model.json: ${what} needs formatVersion 2 and features.type "emphasised-log-mel"`);
  const trunk = architecture.object('trunk');
  validateConv(trunk.object('stem'));
  const blocks = trunk.objects('blocks', LIMITS.layers);
  for (const block of blocks) {
    const stride = validateConv(block);
    block.oneOf('activation', ['relu', 'hard-swish']);
    for (const name of ['expand', 'squeeze']) if (block.has(name)) block.count(name, LIMITS.width);
    if (!block.has('dilation')) continue;
    const dilation = block.count('dilation', LIMITS.dilation);
    // No backend computes both at once.
    if (dilation > 1 && stride.some((step) => step > 1))
      throw block.fieldError('dilation', '1, as its stride requires');
  }
  trunk.count('embedding', LIMITS.width);
  trunk.number('squeezeSeconds', isDuration, 'a positive duration in seconds');
  return blocks.length;
}

/** @returns the stride in time and in frequency */
function validateConv(conv: ManifestReader): number[] {
  const kernel = conv.counts('kernel', LIMITS.kernel, 2);
  if (kernel.length < 2 || kernel[1]! % 2 === 0) throw conv.fieldError('kernel', '[frames, an odd number of bands]');
  const stride = conv.counts('stride', LIMITS.kernel, 2);
  if (stride.length < 2) throw conv.fieldError('stride', '[frames, bands]');
  conv.count('channels', LIMITS.width);
  return stride;
}
