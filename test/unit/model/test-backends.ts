import { startBackend } from '../../../src/model/start-backend';
import type { BackendName } from '../../../src/model/backend-report';

/** Where the test server has the .wasm files. */
export const WASM_URL = '/node_modules/@tensorflow/tfjs-backend-wasm/dist/';

/** Makes a backend the current one; in tests a software graphics adapter will do. */
export async function useBackend(backend: BackendName): Promise<void> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  await startBackend(backend, { wasmUrl: WASM_URL, gpu, software: true, limit: Infinity });
}
