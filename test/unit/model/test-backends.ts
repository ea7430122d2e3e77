import { startBackend } from '../../../src/model/backends/start-backend.js';
import type { BackendName } from '../../../src/model/backends/backend-report.js';
import { wasmFilesIn } from '../../../src/model/backends/wasm-files.js';

/** Where the test server has the .wasm files. */
export const wasm = wasmFilesIn('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');

/** In the tests' own bundle, rather than in a file that the worker loads. */
export const loadWebgpu = () => import('../../../src/model/kernels/webgpu.js');

/** Makes a backend the current one; in tests a software graphics adapter will do. */
export async function useBackend(backend: BackendName): Promise<void> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  await startBackend(backend, { wasm, gpu, loadWebgpu, software: true, limit: Infinity });
}
