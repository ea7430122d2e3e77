import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import type { BackendName } from './backend-report.js';
import { cpuKernels } from '../kernels/cpu.js';
import { wasmKernels } from '../kernels/wasm.js';
import type { WasmFiles } from './wasm-files.js';
import { openWebgpu, useWebgpu, type LoadWebgpu } from './webgpu-backend.js';
import { within } from '../../lifetime/waiting.js';

export interface StartOptions {
  /** Without them there is no WASM. */
  readonly wasm?: WasmFiles | undefined;
  /** `navigator.gpu`, where there is one. */
  readonly gpu?: GPU | undefined;
  /** Without it there is no WebGPU. */
  readonly loadWebgpu?: LoadWebgpu | undefined;
  /** Whether WebGPU may be one that only computes on the CPU. */
  readonly software: boolean;
  /** How long to wait for a graphics device, milliseconds. */
  readonly limit: number;
}

/** How long a backend may take to start when nothing else limits it, milliseconds: a server may never send its files. */
const LONGEST_START = 30_000;

for (const kernel of [...cpuKernels, ...wasmKernels]) tf.registerKernel(kernel);

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
    const opening = openWebgpu(options);
    stop = useWebgpu(await within(Math.min(options.limit, LONGEST_START), opening, ({ device }) => device.destroy()));
  } else if (backend === 'wasm') {
    prepareWasm(options.wasm);
  }
  try {
    await within(LONGEST_START, activateBackend(backend));
  } catch (cause) {
    stop();
    if (backend !== 'wasm') throw cause;
    wasmFailure = new Error(`its .wasm files could not be loaded from ${options.wasm?.simd}`);
    throw wasmFailure;
  }
  return stop;
}

/** @throws Error when tfjs does not take it: by itself it would go on with another one. */
export async function activateBackend(backend: BackendName): Promise<void> {
  const started = await tf.setBackend(backend);
  if (!started || tf.getBackend() !== backend) throw new Error('TensorFlow.js could not start it');
}

function prepareWasm(files: WasmFiles | undefined): void {
  if (wasmFailure) throw wasmFailure;
  if (!files) throw new Error('there are no .wasm files');
  // As fast as with threads at this size, and needs neither nested workers nor special headers.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': files.plain,
    'tfjs-backend-wasm-simd.wasm': files.simd,
    'tfjs-backend-wasm-threaded-simd.wasm': files.simd, // tfjs wants to be told of it too
  });
}
