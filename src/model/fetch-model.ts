import { PinnaError, PinnaErrorCode } from '../errors';
import { loadModel } from './load-model';
import { corrupt } from './manifest-reader';
import type { Model } from './model';
import { validateManifest } from './validate-manifest';

export interface FetchModelOptions {
  /** Absolute address of the weights; the file that `model.json` names, beside it, where left out. */
  readonly weightsUrl?: string | undefined;
  /** For tests and for hosts with their own way to files. */
  readonly fetchFn?: typeof fetch;
}

/**
 * Fetches `model.json` and its weights, and checks both.
 *
 * @param url absolute address of `model.json`
 * @throws PinnaError `model-missing` when an address does not answer or answers that it has nothing; `model-corrupt`
 *   when what it serves is not a model; what {@link loadModel} throws
 */
export async function fetchModel(url: string, options: FetchModelOptions = {}): Promise<Model> {
  const { fetchFn = fetch } = options;
  const response = await get(url, fetchFn);
  const json = parse(await body(response.text(), url), url);
  const { file } = validateManifest(json).weights;
  const weightsUrl = options.weightsUrl ?? new URL(file, response.url || url).href; // beside where a redirect led
  const weightsResponse = await get(weightsUrl, fetchFn);
  return loadModel(json, await body(weightsResponse.arrayBuffer(), weightsUrl));
}

async function get(url: string, fetchFn: typeof fetch): Promise<Response> {
  let response: Response;
  try {
    response = await fetchFn(url);
  } catch (cause) {
    throw missing(`${url} could not be fetched`, { cause });
  }
  if (!response.ok) throw missing(`${url} answered ${response.status} ${response.statusText}`.trimEnd());
  return response;
}

async function body<T>(content: Promise<T>, url: string): Promise<T> {
  try {
    return await content;
  } catch (cause) {
    throw missing(`The connection broke while fetching ${url}`, { cause });
  }
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (/^\s*</.test(text)) throw corrupt(`${url} is a web page, not a model.json (is the address right?)`, { cause });
    throw corrupt(`${url} is not valid JSON`, { cause });
  }
}

function missing(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(
    PinnaErrorCode.ModelMissing,
    `${what}. Check the address of the model and that its server can be reached.`,
    options,
  );
}
