import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid';

/** tfjs's own kernels on WASM and the memory they work in, without what tfjs does around an operation. */
export class WasmHeap {
  readonly #backend: BackendWasm;
  constructor(backend: BackendWasm) {
    this.#backend = backend;
  }

  /** Uninitialised; float32. */
  allocate(shape: number[]): TensorInfo {
    return this.#backend.makeOutput(shape, 'float32');
  }

  free(tensor: TensorInfo): void {
    this.#backend.disposeData(tensor.dataId);
  }

  /** Its values in place. An allocation or a product may let the heap grow, which ends all views. */
  view(tensor: TensorInfo): Float32Array {
    return this.#backend.typedArrayFromHeap(tensor) as Float32Array;
  }

  /** @param a `[m, k]` @param b `[k, n]` @returns `[m, n]`, the caller's to free */
  matMul(a: TensorInfo, b: TensorInfo): TensorInfo {
    const attrs = { transposeA: false, transposeB: false };
    return batchMatMulConfig.kernelFunc({ inputs: { a, b }, backend: this.#backend, attrs }) as TensorInfo;
  }

  /** @returns the caller's to free */
  sigmoid(x: TensorInfo): TensorInfo {
    return sigmoidConfig.kernelFunc({ inputs: { x }, backend: this.#backend }) as TensorInfo;
  }
}
