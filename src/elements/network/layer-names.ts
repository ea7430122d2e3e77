import type { NetworkLayer } from '../../inside/network-layers.js';
import type { Words } from '../words/words.js';
import type { NetworkStrings } from '../words/network/network-strings.js';

/** Returns the name of a layer. Layers of one kind have numbers in the order of computation. */
export function layerName(
  layer: NetworkLayer,
  layers: readonly NetworkLayer[],
  words: Words,
  texts: NetworkStrings,
): string {
  const same = layers.filter(({ kind }) => kind === layer.kind);
  const name = texts.kind[layer.kind];
  return same.length > 1 ? `${name} ${words.number(same.indexOf(layer) + 1)}` : name;
}

/** Returns the size of a layer in words. */
export function layerSize({ kind, bands, channels }: NetworkLayer, words: Words, texts: NetworkStrings): string {
  if (kind === 'normalize') return texts.bands(words.number(bands));
  return bands > 1 ? texts.shape(words.number(channels), words.number(bands)) : texts.units(words.number(channels));
}

/** Number of units that can be chosen: the channels, or the bands of the input. */
export const unitsOf = (layer: NetworkLayer): number => withUnits(layer).channels;

/** Returns a layer whose channels are its units: each band of the input is one. */
export function withUnits(layer: NetworkLayer): NetworkLayer {
  return layer.kind === 'normalize' ? { ...layer, bands: 1, channels: layer.bands } : layer;
}
