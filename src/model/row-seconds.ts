import type { ModelManifest } from './manifest.js';

/**
 * Returns the distance between the rows of logits of a model, seconds: the hop between its frames, times the strides in time of the
 * layers that every row comes from (models/FORMAT.md).
 */
export function rowSecondsOf({ architecture, features }: Pick<ModelManifest, 'architecture' | 'features'>): number {
  if (!('trunk' in architecture)) return features.hopSeconds;
  const { stem, blocks } = architecture.trunk;
  const layers = [stem, ...blocks];
  const own = 'fast' in architecture ? layers.slice(0, architecture.fast.block + 1) : layers;
  return own.reduce((seconds, { stride }) => seconds * stride[0], features.hopSeconds);
}
