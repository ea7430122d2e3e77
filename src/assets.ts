/** Where the files beside the module are. Each may be an address of its own, also on another origin (with CORS). */
export interface AssetOptions {
  /** The inference worker, `worker.js`. */
  readonly worker?: string | URL;
  /** The audio worklet, `capture.worklet.js`. */
  readonly worklet?: string | URL;
  /** The folder with the .wasm files. */
  readonly wasm?: string | URL;
  /** `model.json`; its weights lie beside it. */
  readonly model?: string | URL;
}

export interface AssetUrls {
  readonly worker: string;
  readonly worklet: string;
  readonly wasm: string;
  readonly model: string;
}

/** Absolute addresses: the option first (relative to the page), else beside this module. Main thread. */
export function resolveAssets(options: AssetOptions): AssetUrls {
  const own = (option: string | URL | undefined, beside: URL) =>
    (option ? new URL(option, document.baseURI) : beside).href;
  const wasm = own(options.wasm, new URL('./wasm/', import.meta.url));
  return {
    worker: own(options.worker, new URL('./worker.js', import.meta.url)),
    worklet: own(options.worklet, new URL('./capture.worklet.js', import.meta.url)),
    wasm: wasm.endsWith('/') ? wasm : `${wasm}/`,
    model: own(options.model, new URL('./models/crnn/model.json', import.meta.url)),
  };
}
