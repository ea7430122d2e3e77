import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { CrnnManifest, TwoSpeedCrnnManifest } from '../manifest.js';
import type { Architecture } from './architecture.js';
import { frameFront } from './frame-front.js';
import { gruLayer } from './gru-layer.js';
import { layered } from './layered.js';
import { twoSpeedFront } from './two-speed-front.js';

/**
 * Builds a dense layer and a GRU, after convolutions with stride in frequency only, or after a trunk with a fast branch. The
 * heads read `[gru, dense]`, or `[gru, dense, slow]` with a trunk.
 */
export function crnn(manifest: CrnnManifest | TwoSpeedCrnnManifest, features: FeatureGeometry): Architecture {
  const { dense, gru } = manifest;
  const front =
    'trunk' in manifest
      ? twoSpeedFront(manifest, features, 'dense', dense)
      : frameFront(manifest.conv, features.bands, 'dense', dense);
  return layered(front, gruLayer(gru, dense));
}
