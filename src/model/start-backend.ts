import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendName } from './backend-report';
import { openWebgpu, useWebgpu } from './webgpu-backend';
import { within } from './within';

export interface StartOptions {
  /** Address of the folder with the .wasm files, ending in a slash. Left out in Node, which finds its own. */
  readonly wasmUrl?: string | undefined;
  /** `navigator.gpu`, where there is one. */
  readonly gpu?: GPU | undefined;
  /** Whether WebGPU may be one that only computes on the CPU. */
  readonly software: boolean;
  /** How long to wait for a graphics device, milliseconds. */
  readonly limit: number;
}

/** Why WASM did not start: tfjs never answers a second attempt. */
let wasmFailure: unknown;

/**
 * Makes a backend the current one of tfjs.
 *
 * @returns to be called when its tensors are gone
 * @throws Error that says in words why it does not run here
 */
export async function startBackend(backend: BackendName, options: StartOptions): Promise<() => void> {
  let stop = () => {};
  if (backend === 'webgpu') {
    const opening = openWebgpu(options.gpu, options.software);
    stop = useWebgpu(await within(options.limit, opening, ({ device }) => device.destroy()));
  } else if (backend === 'wasm') {
    prepareWasm(options.wasmUrl);
  }
  try {
    await activateBackend(backend);
  } catch (cause) {
    stop();
    if (backend !== 'wasm') throw cause;
    wasmFailure = new Error(`its .wasm files could not be loaded${options.wasmUrl ? ` from ${options.wasmUrl}` : ''}`);
    throw wasmFailure;
  }
  return stop;
}

/** @throws Error when tfjs does not take it: by itself it would go on with another one. */
export async function activateBackend(backend: BackendName): Promise<void> {
  const started = await tf.setBackend(backend);
  if (!started || tf.getBackend() !== backend) throw new Error('TensorFlow.js could not start it');
}

function prepareWasm(wasmUrl: string | undefined): void {
  if (wasmFailure) throw wasmFailure;
  // As fast as with threads at this size, and needs neither nested workers nor special headers.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (wasmUrl) setWasmPaths(wasmUrl);
}
