/** The WebAssembly module of `assembly/`. `build/fused-kernels.mjs` compiles it when this import is bundled. */
export const binary: Uint8Array<ArrayBuffer>;
