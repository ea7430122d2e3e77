import { DEFAULT_MODEL, shippedModel, type ShippedModel } from './model/shipped-models';

/** Where the files beside the module are. Each may be an address of its own, also on another origin (with CORS). */
export interface AssetOptions {
  /** The inference worker, `worker.js`. */
  readonly worker?: string | URL;
  /** The audio worklet, `capture.worklet.js`. */
  readonly worklet?: string | URL;
  /** The folder with the .wasm files. */
  readonly wasm?: string | URL;
  /** Name of a model that comes with the package, or address of a model folder (or of the `model.json` in it). */
  readonly model?: ShippedModel | (string & {}) | URL;
}

export interface AssetUrls {
  readonly worker: string;
  readonly worklet: string;
  readonly wasm: string;
  /** `model.json`; its weights lie beside it. */
  readonly model: string;
}

/**
 * Absolute addresses: the option first (relative to the page), else beside this module. Main thread.
 *
 * @throws PinnaError `bad-option` for the name of a model that does not come with the package
 */
export function resolveAssets(options: AssetOptions): AssetUrls {
  const own = (option: string | URL | undefined, beside: URL) =>
    (option ? new URL(option, document.baseURI) : beside).href;
  const wasm = own(options.wasm, new URL('./wasm/', import.meta.url));
  return {
    worker: own(options.worker, new URL('./worker.js', import.meta.url)),
    worklet: own(options.worklet, new URL('./capture.worklet.js', import.meta.url)),
    wasm: wasm.endsWith('/') ? wasm : `${wasm}/`,
    model: manifestUrl(options.model || DEFAULT_MODEL).href,
  };
}

function manifestUrl(model: string | URL): URL {
  const name = typeof model === 'string' && shippedModel(model);
  if (name) return new URL(`${name}/model.json`, new URL('./models/', import.meta.url));
  const url = new URL(model, document.baseURI);
  if (!url.pathname.endsWith('.json')) url.pathname = `${url.pathname.replace(/\/$/, '')}/model.json`;
  return url;
}
