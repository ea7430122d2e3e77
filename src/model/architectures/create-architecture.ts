import type { ArchitectureManifest } from '../manifest';
import type { Architecture } from './architecture';
import { crnn } from './crnn';
import { wavenet } from './wavenet';

/** @param bands values per input frame */
export function createArchitecture(manifest: ArchitectureManifest, bands: number): Architecture {
  switch (manifest.type) {
    case 'crnn':
      return crnn(manifest, bands);
    case 'wavenet':
      return wavenet(manifest, bands);
  }
}
