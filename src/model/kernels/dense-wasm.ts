import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { DENSE } from '../layers/own-kernels.js';
import { WasmHeap } from './wasm-heap.js';

/**
 * Rows that the matrix product computes at once. A single remaining row costs as much as a full tile, unless it is a
 * separate product.
 */
const TILE = 4;

interface DenseArguments {
  readonly inputs: {
    /** `[T, in]` */
    readonly x: TensorInfo;
    /** `[in, out]` */
    readonly kernel: TensorInfo;
    /** `[out]` */
    readonly bias: TensorInfo;
  };
  readonly attrs: { readonly relu: boolean };
  readonly backend: BackendWasm;
}

/** Computes a dense layer on WASM with tfjs's matrix product. Adds bias and ReLU while copying. Returns `[T, out]`. */
function dense({ inputs: { x, kernel, bias }, attrs: { relu }, backend }: DenseArguments): TensorInfo {
  const heap = new WasmHeap(backend);
  const [rows, width] = x.shape as [number, number];
  const y = heap.allocate([rows, kernel.shape[1]!]);
  const isSplit = rows > 1 && rows % TILE === 1;
  for (const [first, count] of isSplit ? [[0, rows - 1] as const, [rows - 1, 1] as const] : [[0, rows] as const]) {
    const part = isSplit ? heap.allocate([count, width]) : x;
    if (isSplit) heap.view(part).set(heap.view(x).subarray(first * width, (first + count) * width));
    const product = heap.matMul(part, kernel);
    finish(heap.view(product), heap.view(bias), relu, heap.view(y), first);
    heap.free(product);
    if (isSplit) heap.free(part);
  }
  return y;
}

function finish(product: Float32Array, bias: Float32Array, relu: boolean, y: Float32Array, firstRow: number): void {
  const width = bias.length;
  for (let from = 0, to = firstRow * width; from < product.length; from += width, to += width) {
    for (let i = 0; i < width; i++) {
      const value = product[from + i]! + bias[i]!;
      y[to + i] = relu && value < 0 ? 0 : value; // NaN stays NaN
    }
  }
}

/** Kernel `Dense` for the WASM backend. */
export const denseConfig: KernelConfig = {
  kernelName: DENSE,
  backendName: 'wasm',
  kernelFunc: dense as unknown as KernelFunc,
};
