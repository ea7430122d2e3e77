import { replaceBackend, selectBackend, type SelectedBackend } from '../../model/backends/backends.js';
import { fetchModel } from '../../model/loading/fetch-model.js';
import type { BackendReport } from '../../model/backends/backend-report.js';
import type { Model, ModelManifest } from '../../model/manifest.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import type { LoadWebgpu } from '../../model/backends/webgpu-backend.js';
import { fetchBytes } from '../../model/loading/fetch-bytes.js';
import { networkHash } from '../../teach/data/network-hash.js';
import {
  MAX_TEACHING_BYTES,
  readTeachingData,
  TEACHING_FILE,
  type TeachingData,
} from '../../teach/data/teaching-data.js';
import { checkNetwork, type TaughtSet } from '../../teach/file/taught-file.js';
import { TaughtHead } from '../../teach/taught-head.js';
import type { LoadRequest } from '../contract.js';

/** Holds a model on its backend, for all users of this worker. Worker thread. */
export class ModelHost {
  #teaching: Promise<TeachingData> | undefined;
  /** Settles when a failed GPU has been replaced. */
  #replacing: Promise<void> | undefined;

  readonly #model: Model;
  readonly #options: LoadRequest;
  /** The newest network. The next one shares its weights. */
  #network: StreamingNetwork;
  #selected: SelectedBackend;
  /** Whether no user has received `#network` yet. */
  #isSpare = true;

  private constructor(model: Model, options: LoadRequest, selected: SelectedBackend) {
    this.#model = model;
    this.#options = options;
    this.#selected = selected;
    this.#network = selected.network;
  }

  /**
   * Fetches the model and chooses the backend.
   * @throws PinnaError `model-missing`, `model-corrupt`, `no-backend`, `bad-option`
   */
  static async load(options: LoadRequest): Promise<ModelHost> {
    const model = await fetchModel(options.model.manifest, { weightsUrl: options.model.weights });
    const selected = await selectBackend(model, {
      requested: options.backend,
      wasm: options.wasm,
      stepFrames: options.stepFrames,
      gpu: (navigator as { gpu?: GPU }).gpu,
      loadWebgpu: () => import(/* @vite-ignore */ /* webpackIgnore: true */ options.webgpu) as ReturnType<LoadWebgpu>,
    });
    return new ModelHost(model, options, selected);
  }

  get manifest(): ModelManifest {
    return this.#model.manifest;
  }

  /** Distance between rows of scores, seconds. */
  get rowSeconds(): number {
    return this.#network.rowSeconds;
  }

  get report(): BackendReport {
    return this.#selected.report;
  }

  /** Whether the network runs on a GPU, which can fail. */
  get isOnGpu(): boolean {
    return this.report.backend === 'webgpu';
  }

  /**
   * Returns the head of taught sounds. Fetches what it needs at the first call.
   * @param set checked by the page
   * @throws PinnaError `wrong-network`, `model-missing`, `model-corrupt`
   */
  async taughtHead(set: TaughtSet): Promise<TaughtHead> {
    const { hash, normalisation } = await this.teaching();
    checkNetwork(set, hash, normalisation.size);
    return TaughtHead.of(set, normalisation, this.manifest.features);
  }

  /** Returns what teaching needs beside the model. @throws PinnaError `model-missing`, `model-corrupt` */
  teaching(): Promise<TeachingData> {
    this.#teaching ??= this.#fetchTeaching();
    this.#teaching.catch(() => (this.#teaching = undefined)); // another call tries again
    return this.#teaching;
  }

  async #fetchTeaching(): Promise<TeachingData> {
    const { manifest, teaching = new URL(TEACHING_FILE, manifest).href } = this.#options.model;
    const { bytes } = await fetchBytes(teaching, { maxBytes: MAX_TEACHING_BYTES, fetchFn: fetch });
    return readTeachingData(bytes, await networkHash(this.#model));
  }

  /** Returns a network in the initial state. The caller must dispose of it. */
  open(): StreamingNetwork {
    if (this.#isSpare) this.#isSpare = false;
    else if (this.#network.hasWeights) this.#network = this.#network.share();
    else this.#network = this.#selected.create();
    return this.#network;
  }

  /**
   * Returns a network on another backend, after a step failed on the GPU. The first call frees the GPU's weights. So the
   * steps of all other users fail too, and they call this method as well.
   * @param failed the caller's network, which is disposed of
   * @throws PinnaError `no-backend`
   */
  async replaceGpu(failed: StreamingNetwork): Promise<StreamingNetwork> {
    if (this.isOnGpu) this.#replacing ??= this.#replace();
    await this.#replacing;
    // Disposal on a failed GPU may throw, which does not matter any more.
    try {
      failed.dispose();
    } catch {
      // The GPU has already freed its buffers.
    }
    return this.open();
  }

  async #replace(): Promise<void> {
    const failed = this.#network;
    this.#selected = await replaceBackend(this.#model, this.#options);
    this.#network = this.#selected.network;
    this.#isSpare = true;
    try {
      failed.disposeWeights();
    } catch {
      // The GPU has already freed the weights.
    }
  }
}
