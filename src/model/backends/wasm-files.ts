/** Addresses of the WASM backend's two builds; in Node, paths. */
export interface WasmFiles {
  /** `tfjs-backend-wasm-simd.wasm` */
  readonly simd: string;
  /** `tfjs-backend-wasm.wasm`, for processors without SIMD. */
  readonly plain: string;
}

/**
 * Returns the addresses of both builds in one folder.
 * @param folder address or path that ends in a slash
 */
export function wasmFilesIn(folder: string): WasmFiles {
  return { simd: `${folder}tfjs-backend-wasm-simd.wasm`, plain: `${folder}tfjs-backend-wasm.wasm` };
}
