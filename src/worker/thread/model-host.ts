import { replaceBackend, selectBackend } from '../../model/backends/backends.js';
import { fetchModel } from '../../model/loading/fetch-model.js';
import type { BackendReport } from '../../model/backends/backend-report.js';
import type { Model, ModelManifest } from '../../model/manifest.js';
import { StreamingNetwork } from '../../model/network/streaming-network.js';
import type { LoadWebgpu } from '../../model/backends/webgpu-backend.js';
import type { LoadRequest } from '../contract.js';

/** A model on its backend, for all users of this worker. Worker thread. */
export class ModelHost {
  /** Settles when a lost GPU has been replaced. */
  #replacing: Promise<void> | undefined;

  readonly #model: Model;
  readonly #options: LoadRequest;
  /** The newest one; its weights serve the next. */
  #network: StreamingNetwork;
  #currentReport: BackendReport;
  /** Whether nobody has been given the network yet. */
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

  /** Whether the network is on a GPU, which can be lost. */
  get isOnGpu(): boolean {
    return this.#currentReport.backend === 'webgpu';
  }

  /** A network in the zero state; the caller's to dispose of. */
  open(): StreamingNetwork {
    if (this.#isSpare) this.#isSpare = false;
    else if (this.#network.hasWeights) this.#network = this.#network.another();
    else this.#network = StreamingNetwork.create(this.#model);
    return this.#network;
  }

  /**
   * A network on another backend, once a step has failed on the GPU. With the first who asks, the steps of all others fail
   * too, so that they come and ask.
   * @param failed the caller's network, which is of no further use
   * @throws PinnaError `no-backend`
   */
  async leaveGpu(failed: StreamingNetwork): Promise<StreamingNetwork> {
    if (this.isOnGpu) this.#replacing ??= this.#replace();
    await this.#replacing;
    // What its driver makes of that is no longer of interest.
    try {
      failed.dispose();
    } catch {
      // Its buffers went with it.
    }
    return this.open();
  }

  async #replace(): Promise<void> {
    const lost = this.#network;
    const { network, report } = await replaceBackend(this.#model, this.#options);
    this.#network = network;
    this.#currentReport = report;
    this.#isSpare = true;
    try {
      lost.disposeWeights();
    } catch {
      // Gone with the driver.
    }
  }
}
