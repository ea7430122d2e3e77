/** Where the WASM backend's two builds are: addresses, or in Node paths. */
export interface WasmFiles {
  /** `tfjs-backend-wasm-simd.wasm` */
  readonly simd: string;
  /** `tfjs-backend-wasm.wasm`, for processors without SIMD. */
  readonly plain: string;
}

/** @param folder address or path that ends in a slash */
export function wasmFilesIn(folder: string): WasmFiles {
  return { simd: `${folder}tfjs-backend-wasm-simd.wasm`, plain: `${folder}tfjs-backend-wasm.wasm` };
}
