import { fetchBytes } from './fetch-bytes.js';
import { LIMITS } from './limits.js';
import { loadModel } from './load-model.js';
import { corrupt } from './manifest-reader.js';
import type { Model } from '../manifest.js';
import { validateManifest } from './validate-manifest.js';

export interface FetchModelOptions {
  /** Absolute address of the weights; when absent, the file that `model.json` names, in the same folder. */
  readonly weightsUrl?: string | undefined;
  /** Replaces `fetch`, for tests and for hosts with their own access to files. */
  readonly fetchFn?: typeof fetch;
  /** Longest time without a byte, ms; 20 s when absent. */
  readonly stallTimeout?: number | undefined;
  /** Longest total time for each of the two files, ms; 10 minutes when absent. */
  readonly totalTimeout?: number | undefined;
}

/**
 * Fetches `model.json` and its weights, and checks both.
 *
 * @param url absolute address of `model.json`
 * @throws PinnaError `model-missing` if a server does not answer, answers with an error status, or stops sending;
 *   `model-corrupt` if the response is not a model; all errors of {@link loadModel}
 */
export async function fetchModel(url: string, options: FetchModelOptions = {}): Promise<Model> {
  const { fetchFn = fetch, stallTimeout, totalTimeout } = options;
  const manifest = await fetchBytes(url, { maxBytes: LIMITS.manifestBytes, fetchFn, stallTimeout, totalTimeout });
  const json = parse(new TextDecoder().decode(manifest.bytes), url);
  const { file, bytes } = validateManifest(json).weights;
  const weightsUrl = options.weightsUrl ?? new URL(file, manifest.url).href; // relative to the address after redirects
  const weights = await fetchBytes(weightsUrl, { maxBytes: bytes, fetchFn, stallTimeout, totalTimeout });
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
