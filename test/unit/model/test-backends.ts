import { startBackend } from '../../../src/model/backends/start-backend.js';
import { wasmFilesIn } from '../../../src/model/backends/wasm-files.js';
import { pathOf } from '../on-disk.js';

/** Paths of the .wasm files. */
export const wasm = wasmFilesIn(pathOf('node_modules/@tensorflow/tfjs-backend-wasm/dist/'));

/** Makes a backend the current one. */
export async function useBackend(backend: 'cpu' | 'wasm'): Promise<void> {
  await startBackend(backend, { wasm, software: false, limit: Infinity });
}
