import { fetchBytes } from './fetch-bytes.js';
import { LIMITS } from './limits.js';
import { loadModel } from './load-model.js';
import { corrupt } from './manifest-reader.js';
import type { Model } from '../manifest.js';
import { validateManifest } from './validate-manifest.js';

export interface FetchModelOptions {
  /** Absolute address of the weights; the file that `model.json` names, beside it, where left out. */
  readonly weightsUrl?: string | undefined;
  /** For tests and for hosts with their own way to files. */
  readonly fetchFn?: typeof fetch;
  /** Without a byte for so long a server is given up, milliseconds; 20 seconds where left out. */
  readonly stalled?: number | undefined;
  /** However a server goes on sending, so long may each of the two files take, milliseconds; ten minutes where left out. */
  readonly longest?: number | undefined;
}

/**
 * Fetches `model.json` and its weights, and checks both.
 *
 * @param url absolute address of `model.json`
 * @throws PinnaError `model-missing` when an address does not answer, answers that it has nothing, or stops sending;
 *   `model-corrupt` when what it serves is not a model; what {@link loadModel} throws
 */
export async function fetchModel(url: string, options: FetchModelOptions = {}): Promise<Model> {
  const { fetchFn = fetch, stalled, longest } = options;
  const manifest = await fetchBytes(url, { most: LIMITS.manifestBytes, fetchFn, stalled, longest });
  const json = parse(new TextDecoder().decode(manifest.bytes), url);
  const { file, bytes } = validateManifest(json).weights;
  const weightsUrl = options.weightsUrl ?? new URL(file, manifest.url).href; // beside where a redirect led
  const weights = await fetchBytes(weightsUrl, { most: bytes, fetchFn, stalled, longest });
  return loadModel(json, weights.bytes.buffer);
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (/^\s*</.test(text)) throw corrupt(`${url} is a web page, not a model.json (is the address right?)`, { cause });
    throw corrupt(`${url} is not valid JSON`, { cause });
  }
}
