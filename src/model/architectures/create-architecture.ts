import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { ArchitectureManifest } from '../manifest.js';
import type { Architecture } from './architecture.js';
import { crnn } from './crnn.js';
import { mobilenet } from './mobilenet.js';
import { wavenet } from './wavenet.js';

/**
 * Builds the architecture that a manifest describes.
 *
 * @param features geometry of the input frames
 */
export function createArchitecture(manifest: ArchitectureManifest, features: FeatureGeometry): Architecture {
  switch (manifest.type) {
    case 'crnn':
      return crnn(manifest, features);
    case 'wavenet':
      return wavenet(manifest, features);
    case 'mobilenet':
      return mobilenet(manifest, features);
  }
}
