import { fetchBytes } from '../../model/loading/fetch-bytes.js';
import { LIMITS } from '../../model/loading/limits.js';
import { checkIntegrity, checkTensorShapes, decodeTensors } from '../../model/loading/weights-file.js';
import { corrupt } from '../../model/loading/manifest-reader.js';
import type { AutoencoderModel } from './autoencoder.js';
import { AUTOENCODER_FILE, autoencoderShapes, validateAutoencoder } from './autoencoder-manifest.js';

/** Most bytes of the weights. */
const MOST_BYTES = 2 ** 20;

/** Absolute addresses of an auto-encoder's files. */
export interface AutoencoderUrls {
  /** `autoencoder.json` */
  readonly manifest: string;
  /** The weights. Default: the file that the manifest names, beside it. */
  readonly weights?: string | undefined;
}

/**
 * Checks and decodes an auto-encoder. Reads no files.
 * @param json the parsed `autoencoder.json`
 * @throws PinnaError `model-corrupt`; `unsupported-browser` outside a secure context
 */
export async function loadAutoencoder(json: unknown, weights: ArrayBuffer): Promise<AutoencoderModel> {
  const manifest = validateAutoencoder(json);
  await checkIntegrity(manifest.weights, weights, AUTOENCODER_FILE);
  checkTensorShapes(manifest.weights, autoencoderShapes(manifest), AUTOENCODER_FILE);
  return { manifest, tensors: decodeTensors(manifest.weights, weights, AUTOENCODER_FILE) };
}

/** Fetches an auto-encoder, and checks it. @throws PinnaError `model-missing`; as {@link loadAutoencoder} */
export async function fetchAutoencoder(
  urls: AutoencoderUrls,
  fetchFn: typeof fetch = fetch,
): Promise<AutoencoderModel> {
  const manifest = await fetchBytes(urls.manifest, { maxBytes: LIMITS.manifestBytes, fetchFn });
  const json = parsed(new TextDecoder().decode(manifest.bytes), urls.manifest);
  const { file } = validateAutoencoder(json).weights;
  const url = urls.weights ?? new URL(file, manifest.url).href; // relative to the address after redirects
  const weights = await fetchBytes(url, { maxBytes: MOST_BYTES, fetchFn });
  return loadAutoencoder(json, weights.bytes.buffer);
}

function parsed(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw corrupt(`${url} is not valid JSON`, { cause });
  }
}
