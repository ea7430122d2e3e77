import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import type { BackendName } from './backend-report.js';
import { cpuKernels } from '../kernels/cpu.js';
import { wasmKernels } from '../kernels/wasm.js';
import type { WasmFiles } from './wasm-files.js';
import { openWebgpu, useWebgpu, type LoadWebgpu } from './webgpu-backend.js';
import { withTimeout } from '../../lifetime/waiting.js';

export interface StartOptions {
  /** Addresses of the WASM builds; WASM is unavailable without them. */
  readonly wasm?: WasmFiles | undefined;
  /** `navigator.gpu`, if it exists. */
  readonly gpu?: GPU | undefined;
  /** Loads the WebGPU backend's module; WebGPU is unavailable without it. */
  readonly loadWebgpu?: LoadWebgpu | undefined;
  /** Whether a software (CPU) WebGPU adapter is acceptable. */
  readonly software: boolean;
  /** Time limit for opening a graphics device, ms. */
  readonly limit: number;
}

/** Upper time limit for each stage of starting a backend, ms. A server may never send its files. */
const START_TIMEOUT = 30_000;

for (const kernel of [...cpuKernels, ...wasmKernels]) tf.registerKernel(kernel);

/** Error of the failed WASM start. Later attempts throw it again, because tfjs never settles a second attempt. */
let wasmFailure: unknown;

/**
 * Starts a backend and makes it tfjs's current one.
 *
 * @returns a function that frees the backend's device; call it once its tensors are disposed
 * @throws Error whose message says why the backend does not run here
 */
export async function startBackend(backend: BackendName, options: StartOptions): Promise<() => void> {
  let stop = () => {};
  if (backend === 'webgpu') {
    const opening = openWebgpu(options);
    stop = useWebgpu(
      await withTimeout(Math.min(options.limit, START_TIMEOUT), opening, ({ device }) => device.destroy()),
    );
  } else if (backend === 'wasm') {
    prepareWasm(options.wasm);
  }
  try {
    await withTimeout(START_TIMEOUT, activateBackend(backend));
  } catch (cause) {
    stop();
    if (backend !== 'wasm') throw cause;
    wasmFailure = new Error(`its .wasm files could not be loaded from ${options.wasm?.simd}`);
    throw wasmFailure;
  }
  return stop;
}

/**
 * Makes a started backend tfjs's current one.
 * @throws Error if tfjs does not accept it: tfjs alone would silently continue with another
 */
export async function activateBackend(backend: BackendName): Promise<void> {
  const started = await tf.setBackend(backend);
  if (!started || tf.getBackend() !== backend) throw new Error('TensorFlow.js could not start it');
}

function prepareWasm(files: WasmFiles | undefined): void {
  if (wasmFailure) throw wasmFailure;
  if (!files) throw new Error('no addresses of its .wasm files were given');
  // A single thread is as fast at this size, and needs neither nested workers nor special headers.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': files.plain,
    'tfjs-backend-wasm-simd.wasm': files.simd,
    'tfjs-backend-wasm-threaded-simd.wasm': files.simd, // tfjs requires an entry for every build
  });
}
