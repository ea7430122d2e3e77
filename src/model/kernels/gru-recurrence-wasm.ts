import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { GRU_RECURRENCE } from '../layers/own-kernels.js';
import { WasmHeap } from './wasm-heap.js';

interface GruRecurrenceArguments {
  readonly inputs: {
    /** `W x + b`, gates r, z, n side by side, `[T, 3u]` */
    readonly fromInput: TensorInfo;
    /** `[u, 3u]` */
    readonly recurrentKernel: TensorInfo;
    /** `[3u]` */
    readonly recurrentBias: TensorInfo;
    /** h, `[1, u]` */
    readonly state: TensorInfo;
  };
  readonly backend: BackendWasm;
}

/**
 * Computes the recurrent part of a GRU on WASM. tfjs computes products and sigmoids; the other gate operations run
 * directly on the heap. As tfjs operations, the gates take longer than the products: each costs a few microseconds at any
 * size.
 *
 * Returns the outputs `[T, u]` and the last state `[1, u]`.
 */
function gruRecurrence({ inputs, backend }: GruRecurrenceArguments): TensorInfo[] {
  const { fromInput, recurrentKernel, recurrentBias, state } = inputs;
  const [frames, units] = [fromInput.shape[0]!, state.shape[1]!];
  const heap = new WasmHeap(backend);
  const y = heap.allocate([frames, units]);
  const h = heap.allocate([1, units]);
  const resetUpdate = heap.allocate([1, 2 * units]);
  const candidate = heap.allocate([1, units]);
  heap.view(h).set(heap.view(state));
  for (let t = 0; t < frames; t++) {
    const first = t * 3 * units;
    const fromState = heap.matMul(h, recurrentKernel);
    addAll(
      heap.view(fromInput).subarray(first),
      heap.view(fromState),
      heap.view(recurrentBias),
      heap.view(resetUpdate),
    );
    const gates = heap.sigmoid(resetUpdate);
    addReset(
      heap.view(fromInput).subarray(first + 2 * units),
      heap.view(fromState).subarray(2 * units),
      heap.view(recurrentBias).subarray(2 * units),
      heap.view(gates),
      heap.view(candidate),
    );
    const halved = heap.sigmoid(candidate);
    const next = heap.view(h);
    update(heap.view(gates).subarray(units), heap.view(halved), next);
    heap.view(y).set(next, t * units);
    for (const tensor of [fromState, gates, halved]) heap.free(tensor);
  }
  heap.free(resetUpdate);
  heap.free(candidate);
  return [y, h];
}

/** Computes the inputs of the sigmoids of r and z, `[2u]`. */
function addAll(a: Float32Array, b: Float32Array, c: Float32Array, sum: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = a[i]! + b[i]! + c[i]!;
}

/** Computes twice the input of n's tanh, `[u]`: tanh x = 2 σ(2x) − 1, and the kernel of σ is faster. */
function addReset(input: Float32Array, state: Float32Array, bias: Float32Array, r: Float32Array, out: Float32Array) {
  for (let i = 0; i < out.length; i++) out[i] = 2 * (input[i]! + r[i]! * (state[i]! + bias[i]!));
}

/** Sets h to `(1 − z) ⊙ n + z ⊙ h`, `[u]`; `halved` is σ(2x), from which n = tanh x follows. */
function update(z: Float32Array, halved: Float32Array, h: Float32Array): void {
  for (let i = 0; i < h.length; i++) {
    const n = 2 * halved[i]! - 1;
    h[i] = n + z[i]! * (h[i]! - n);
  }
}

/** Kernel `GruRecurrence` for the WASM backend. */
export const gruRecurrenceConfig: KernelConfig = {
  kernelName: GRU_RECURRENCE,
  backendName: 'wasm',
  kernelFunc: gruRecurrence as unknown as KernelFunc,
};
