import { startBackend } from '../../../src/model/backends/start-backend.js';
import type { BackendName } from '../../../src/model/backends/backend-report.js';
import { wasmFilesIn } from '../../../src/model/backends/wasm-files.js';

/** Addresses of the .wasm files on the test server. */
export const wasm = wasmFilesIn('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');

/** Loads WebGPU from the tests' own bundle; the worker loads it from a separate file. */
export const loadWebgpu = () => import('../../../src/model/kernels/webgpu.js');

/** Makes a backend the current one. In tests a software graphics adapter is acceptable. */
export async function useBackend(backend: BackendName): Promise<void> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  await startBackend(backend, { wasm, gpu, loadWebgpu, software: true, limit: Infinity });
}
