import { PinnaError, PinnaErrorCode } from './errors.js';
import { DEFAULT_MODEL, shippedModel, type ShippedModel } from './model/shipped-models.js';
import { wasmFilesIn, type WasmFiles } from './model/backends/wasm-files.js';

/** Addresses of the files beside the module. Each one is independent of the others and may be on another origin (with CORS). */
export interface AssetOptions {
  /** The inference worker, `worker.js`. */
  readonly worker?: string | URL;
  /** The worker that shows the inside of the network, `inside-worker.js`; loaded only by `<pinna-network>`. */
  readonly inside?: string | URL;
  /** The worker's WebGPU backend, `webgpu.js`. */
  readonly webgpu?: string | URL;
  /** The audio worklet, `capture.worklet.js`. */
  readonly worklet?: string | URL;
  /** The folder with the .wasm files. */
  readonly wasm?: string | URL;
  /** Name of a model that comes with the package, or address of a model folder (or of the `model.json` in it). */
  readonly model?: ShippedModel | (string & {}) | URL;
}

/** Addresses of a model's files, as {@link modelUrls} returns them. */
export interface ModelUrls {
  /** `model.json` */
  readonly manifest: string;
  /** The weights. Default: beside the manifest. */
  readonly weights?: string;
  /** What teaching needs, `teaching.bin`; fetched only for taught sounds. Default: beside the manifest. */
  readonly teaching?: string;
}

/** Absolute addresses of all files. */
export interface AssetUrls {
  /** The inference worker. */
  readonly worker: string;
  /** The worker that shows the inside of the network. */
  readonly inside: string;
  /** The worker's WebGPU backend. */
  readonly webgpu: string;
  /** The audio worklet. */
  readonly worklet: string;
  /** The WASM builds. */
  readonly wasm: WasmFiles;
  /** The model's files. */
  readonly model: ModelUrls;
}

/**
 * Bundlers look for `new URL('a literal', import.meta.url)`, copy the file under a new name and replace the literal. So
 * each file has its own line, and none is found through the address of another.
 */
const BESIDE_MODULE = {
  worker: () => new URL('./worker.js', import.meta.url),
  inside: () => new URL('./inside-worker.js', import.meta.url),
  webgpu: () => new URL('./webgpu.js', import.meta.url),
  worklet: () => new URL('./capture.worklet.js', import.meta.url),
  wasm: () => ({
    simd: new URL('./wasm/tfjs-backend-wasm-simd.wasm', import.meta.url).href,
    plain: new URL('./wasm/tfjs-backend-wasm.wasm', import.meta.url).href,
  }),
  models: {
    crnn: () => ({
      manifest: new URL('./models/crnn/model.json', import.meta.url).href,
      weights: new URL('./models/crnn/weights.bin', import.meta.url).href,
      teaching: new URL('./models/crnn/teaching.bin', import.meta.url).href,
    }),
    free: () => ({
      manifest: new URL('./models/free/model.json', import.meta.url).href,
      weights: new URL('./models/free/weights.bin', import.meta.url).href,
      teaching: new URL('./models/free/teaching.bin', import.meta.url).href,
    }),
    tiny: () => ({
      manifest: new URL('./models/tiny/model.json', import.meta.url).href,
      weights: new URL('./models/tiny/weights.bin', import.meta.url).href,
      teaching: new URL('./models/tiny/teaching.bin', import.meta.url).href,
    }),
    wavenet: () => ({
      manifest: new URL('./models/wavenet/model.json', import.meta.url).href,
      weights: new URL('./models/wavenet/weights.bin', import.meta.url).href,
      teaching: new URL('./models/wavenet/teaching.bin', import.meta.url).href,
    }),
  } satisfies Record<ShippedModel, () => ModelUrls>,
};

/**
 * Resolves the absolute addresses of all files: the option first (relative to the page), else beside this module. Main
 * thread.
 *
 * @throws PinnaError `bad-option` for an invalid address, and for the name of a model that does not come with the package
 */
export function resolveAssets(options: AssetOptions): AssetUrls {
  const own = (option: 'worker' | 'inside' | 'webgpu' | 'worklet') => {
    const given = options[option];
    return given ? givenAddress(given, option).href : absolute(BESIDE_MODULE[option]()).href;
  };
  return {
    worker: own('worker'),
    inside: own('inside'),
    webgpu: own('webgpu'),
    worklet: own('worklet'),
    wasm: options.wasm ? wasmFilesIn(givenAddress(options.wasm, 'wasm').href.replace(/\/?$/, '/')) : wasmBesideModule(),
    model: modelUrls(options.model || DEFAULT_MODEL),
  };
}

/**
 * Returns the absolute address of a file. An option is relative to the page. The address of a file beside this module is absolute in
 * most bundlers, but begins with `/` in Next.js; a worker could not resolve that.
 */
function absolute(address: string | URL): URL {
  return new URL(address, globalThis.document?.baseURI);
}

/** Returns the absolute address that an option gives. @throws PinnaError `bad-option` if it is invalid */
function givenAddress(address: string | URL, option: keyof AssetOptions | 'expectation' | 'map-worker'): URL {
  try {
    return absolute(address);
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `${option} is "${String(address)}", which is not an address. Give one relative to the page, or one that begins with https:.`,
      { cause },
    );
  }
}

function wasmBesideModule(): WasmFiles {
  const { simd, plain } = BESIDE_MODULE.wasm();
  return { simd: absolute(simd).href, plain: absolute(plain).href };
}

/**
 * Returns the absolute address of the worker that computes maps of recordings. Main thread.
 * @param address of `map-worker.js`; beside this module when absent
 * @throws PinnaError `bad-option` for an invalid address
 */
export const mapWorkerUrl = (address?: string | URL): string =>
  (address ? givenAddress(address, 'map-worker') : absolute(new URL('./map-worker.js', import.meta.url))).href;

/** The auto-encoder of novelty, beside this module. */
const AUTOENCODER_BESIDE_MODULE = {
  manifest: () => new URL('./models/novelty/autoencoder.json', import.meta.url),
  weights: () => new URL('./models/novelty/weights.bin', import.meta.url),
};

/**
 * Returns the absolute addresses of the auto-encoder of novelty. Main thread.
 * @param folder address of its folder; beside this module when absent
 * @throws PinnaError `bad-option` for an invalid address
 */
export function autoencoderUrls(folder?: string | URL): { readonly manifest: string; readonly weights?: string } {
  if (folder)
    return { manifest: givenAddress(`${String(folder).replace(/\/$/, '')}/autoencoder.json`, 'expectation').href };
  const { manifest, weights } = AUTOENCODER_BESIDE_MODULE;
  return { manifest: absolute(manifest()).href, weights: absolute(weights()).href };
}

/**
 * Returns the absolute addresses of a model's files. Main thread.
 *
 * @param model name of a model that comes with the package, or address of a model folder (or of the `model.json` in it)
 * @throws PinnaError `bad-option` for an invalid address, and for the name of a model that does not come with the package
 */
export function modelUrls(model: string | URL): ModelUrls {
  const name = typeof model === 'string' && shippedModel(model);
  if (name) {
    const { manifest, weights, teaching }: ModelUrls & { readonly weights: string } = BESIDE_MODULE.models[name]();
    return {
      manifest: absolute(manifest).href,
      weights: absolute(weights).href,
      ...(teaching === undefined ? {} : { teaching: absolute(teaching).href }),
    };
  }
  const url = givenAddress(model, 'model');
  if (!url.pathname.endsWith('.json')) url.pathname = `${url.pathname.replace(/\/$/, '')}/model.json`;
  return { manifest: url.href };
}
