import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { TwoSpeedWavenetManifest, WavenetManifest } from '../manifest.js';
import type { Architecture } from './architecture.js';
import { frameFront } from './frame-front.js';
import { gatedStack } from './gated-stack.js';
import { layered } from './layered.js';
import { twoSpeedFront } from './two-speed-front.js';

/**
 * Builds gated dilated convolutions after an optional stack of 2-D convolutions, or after a trunk with a fast branch. The heads
 * read the output of the gated layers, with `readFront` also their input, and with a trunk its slow values.
 */
export function wavenet(manifest: WavenetManifest | TwoSpeedWavenetManifest, features: FeatureGeometry): Architecture {
  const { residualChannels } = manifest;
  const front =
    'trunk' in manifest
      ? twoSpeedFront(manifest, features, 'front', residualChannels)
      : frameFront(manifest.conv ?? [], features.bands, 'front', residualChannels);
  return layered(front, gatedStack(manifest));
}
