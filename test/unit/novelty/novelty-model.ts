import { readFileSync } from 'node:fs';
import { loadAutoencoder } from '../../../src/novelty/autoencoder/load-autoencoder.js';
import type { AutoencoderModel } from '../../../src/novelty/autoencoder/autoencoder.js';

const FOLDER = new URL('../../../models/novelty/', import.meta.url);

/** The parsed `autoencoder.json` of the shipped auto-encoder. */
export const description = (): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL('autoencoder.json', FOLDER), 'utf8')) as Record<string, unknown>;

/** The weights of the shipped auto-encoder. */
export const weights = (): ArrayBuffer => new Uint8Array(readFileSync(new URL('weights.bin', FOLDER))).buffer;

/** The shipped auto-encoder. */
export const noveltyModel = (): Promise<AutoencoderModel> => loadAutoencoder(description(), weights());

/** Frames, and what PyTorch makes of them. */
export interface Golden {
  readonly features: readonly (readonly number[])[];
  readonly latents: readonly (readonly number[])[];
  readonly reconstruction: readonly (readonly number[])[];
}

export const golden = (): Golden => JSON.parse(readFileSync(new URL('golden.json', FOLDER), 'utf8')) as Golden;
