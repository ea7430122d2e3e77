import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid';

/** Calls tfjs's WASM kernels directly on their memory, without tfjs's overhead per operation. */
export class WasmHeap {
  readonly #backend: BackendWasm;
  constructor(backend: BackendWasm) {
    this.#backend = backend;
  }

  /** Allocates an uninitialised float32 tensor. The caller frees it. */
  allocate(shape: number[]): TensorInfo {
    return this.#backend.makeOutput(shape, 'float32');
  }

  free(tensor: TensorInfo): void {
    this.#backend.disposeData(tensor.dataId);
  }

  /**
   * Returns the tensor's values in place. `allocate`, `matMul` and `sigmoid` may grow the heap, which invalidates all
   * views.
   */
  view(tensor: TensorInfo): Float32Array {
    return this.#backend.typedArrayFromHeap(tensor) as Float32Array;
  }

  /**
   * Multiplies two matrices.
   * @param a `[m, k]`
   * @param b `[k, n]`
   * @returns `[m, n]`; the caller frees it
   */
  matMul(a: TensorInfo, b: TensorInfo): TensorInfo {
    const attrs = { transposeA: false, transposeB: false };
    return batchMatMulConfig.kernelFunc({ inputs: { a, b }, backend: this.#backend, attrs }) as TensorInfo;
  }

  /** Computes the sigmoid of each value. The caller frees the result. */
  sigmoid(x: TensorInfo): TensorInfo {
    return sigmoidConfig.kernelFunc({ inputs: { x }, backend: this.#backend }) as TensorInfo;
  }
}
