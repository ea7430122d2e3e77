import { FusedNetwork } from '../fused/fused-network.js';
import type { Model } from '../manifest.js';
import { StreamingNetwork } from '../network/streaming-network.js';
import type { BackendName } from './backend-report.js';
import { startBackend, type StartOptions } from './start-backend.js';

/** A model on a backend. */
export interface OpenNetwork {
  /** In the initial state. */
  readonly network: StreamingNetwork;
  /** Returns another network of the model on this backend, with its own copy of the weights. */
  readonly create: () => StreamingNetwork;
  /** Whether tfjs computes the network, on its backend of the same name. */
  readonly usesTfjs: boolean;
  /** Frees the backend's device. Call it once all networks are disposed. */
  readonly stop: () => void;
}

/**
 * Starts a backend and puts a model on it. On WASM, a network with a trunk is fused if the processor has SIMD instructions. Then
 * tfjs and its .wasm files are not needed. Everywhere else tfjs's backend computes the network with tensors.
 *
 * @throws Error whose message says why the backend does not run here
 */
export async function openNetwork(backend: BackendName, model: Model, options: StartOptions): Promise<OpenNetwork> {
  if (backend === 'wasm' && FusedNetwork.canRun(model.manifest)) {
    const create = () => new StreamingNetwork(FusedNetwork.create(model));
    return { network: create(), create, usesTfjs: false, stop: () => {} };
  }
  const stop = await startBackend(backend, options);
  const create = () => StreamingNetwork.create(model);
  return { network: create(), create, usesTfjs: true, stop };
}
