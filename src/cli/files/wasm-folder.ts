import { fileURLToPath } from 'node:url';
import { wasmFilesIn } from '../../model/backends/wasm-files.js';

/** Beside the folder that the command line is built into. */
export const wasm = wasmFilesIn(fileURLToPath(new URL('../wasm/', import.meta.url)));
