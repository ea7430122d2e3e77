import { replaceBackend, selectBackend } from '../../model/backends/backends.js';
import { fetchModel } from '../../model/loading/fetch-model.js';
import type { BackendReport } from '../../model/backends/backend-report.js';
import type { Model, ModelManifest } from '../../model/manifest.js';
import { StreamingNetwork } from '../../model/network/streaming-network.js';
import type { LoadWebgpu } from '../../model/backends/webgpu-backend.js';
import type { LoadRequest } from '../contract.js';

/** Holds a model on its backend, for all users of this worker. Worker thread. */
export class ModelHost {
  /** Settles when a failed GPU has been replaced. */
  #replacing: Promise<void> | undefined;

  readonly #model: Model;
  readonly #options: LoadRequest;
  /** The newest network. The next one shares its weights. */
  #network: StreamingNetwork;
  #currentReport: BackendReport;
  /** Whether no user has received `#network` yet. */
  #isSpare = true;

  private constructor(model: Model, options: LoadRequest, network: StreamingNetwork, report: BackendReport) {
    this.#model = model;
    this.#options = options;
    this.#network = network;
    this.#currentReport = report;
  }

  /**
   * Fetches the model and chooses the backend.
   * @throws PinnaError `model-missing`, `model-corrupt`, `no-backend`, `bad-option`
   */
  static async load(options: LoadRequest): Promise<ModelHost> {
    const model = await fetchModel(options.model.manifest, { weightsUrl: options.model.weights });
    const { network, report } = await selectBackend(model, {
      requested: options.backend,
      wasm: options.wasm,
      stepFrames: options.stepFrames,
      gpu: (navigator as { gpu?: GPU }).gpu,
      loadWebgpu: () => import(/* @vite-ignore */ /* webpackIgnore: true */ options.webgpu) as ReturnType<LoadWebgpu>,
    });
    return new ModelHost(model, options, network, report);
  }

  get manifest(): ModelManifest {
    return this.#model.manifest;
  }

  get report(): BackendReport {
    return this.#currentReport;
  }

  /** Whether the network runs on a GPU, which can fail. */
  get isOnGpu(): boolean {
    return this.#currentReport.backend === 'webgpu';
  }

  /** Returns a network in the zero state. The caller must dispose of it. */
  open(): StreamingNetwork {
    if (this.#isSpare) this.#isSpare = false;
    else if (this.#network.hasWeights) this.#network = this.#network.share();
    else this.#network = StreamingNetwork.create(this.#model);
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
    const { network, report } = await replaceBackend(this.#model, this.#options);
    this.#network = network;
    this.#currentReport = report;
    this.#isSpare = true;
    try {
      failed.disposeWeights();
    } catch {
      // The GPU has already freed the weights.
    }
  }
}
