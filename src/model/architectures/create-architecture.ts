import type { ArchitectureManifest } from '../manifest.js';
import type { Architecture } from './architecture.js';
import { crnn } from './crnn.js';
import { wavenet } from './wavenet.js';

/**
 * Builds the architecture that a manifest describes.
 *
 * @param bands values per input frame
 */
export function createArchitecture(manifest: ArchitectureManifest, bands: number): Architecture {
  switch (manifest.type) {
    case 'crnn':
      return crnn(manifest, bands);
    case 'wavenet':
      return wavenet(manifest, bands);
  }
}
