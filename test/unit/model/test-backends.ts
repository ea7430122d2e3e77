import { startBackend } from '../../../src/model/start-backend';
import type { BackendName } from '../../../src/model/backend-report';
import { wasmFilesIn } from '../../../src/model/wasm-files';

/** Where the test server has the .wasm files. */
export const wasm = wasmFilesIn('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');

/** In the tests' own bundle, rather than in a file that the worker loads. */
export const loadWebgpu = () => import('../../../src/model/kernels/webgpu');

/** Makes a backend the current one; in tests a software graphics adapter will do. */
export async function useBackend(backend: BackendName): Promise<void> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  await startBackend(backend, { wasm, gpu, loadWebgpu, software: true, limit: Infinity });
}
