import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { gruGates } from '../layers/gru-gates';
import { GRU_RECURRENCE } from '../layers/gru-recurrence-name';

interface GruRecurrenceInputs {
  /** `[T, 3u]` */
  readonly fromInput: TensorInfo;
  /** `[u, 3u]` */
  readonly recurrentKernel: TensorInfo;
  /** `[3u]` */
  readonly recurrentBias: TensorInfo;
  /** h, `[1, u]` */
  readonly state: TensorInfo;
}

/**
 * On WASM: tfjs's matrix product, and the gates on the heap where its result lies. As operations of tfjs the gates take
 * longer than the products, each a few microseconds whatever its size.
 *
 * Returns the outputs `[T, u]` and the last state `[1, u]`.
 */
function gruRecurrence({ inputs, backend }: { inputs: GruRecurrenceInputs; backend: BackendWasm }): TensorInfo[] {
  const { fromInput, recurrentKernel, recurrentBias, state } = inputs;
  const [frames, units] = [fromInput.shape[0]!, state.shape[1]!];
  const y = backend.makeOutput([frames, units], 'float32');
  const h = backend.makeOutput([1, units], 'float32');
  const view = (tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array;
  view(h).set(view(state));
  for (let t = 0; t < frames; t++) {
    const fromState = matMul(h, recurrentKernel, backend);
    // A product can let the heap grow, which ends all views of it.
    const next = view(h);
    gruGates(view(fromInput), t * 3 * units, view(fromState), view(recurrentBias), next);
    view(y).set(next, t * units);
    backend.disposeData(fromState.dataId);
  }
  return [y, h];
}

function matMul(a: TensorInfo, b: TensorInfo, backend: BackendWasm): TensorInfo {
  const attrs = { transposeA: false, transposeB: false };
  return batchMatMulConfig.kernelFunc({ inputs: { a, b }, backend, attrs }) as TensorInfo;
}

export const gruRecurrenceConfig: KernelConfig = {
  kernelName: GRU_RECURRENCE,
  backendName: 'wasm',
  kernelFunc: gruRecurrence as unknown as KernelFunc,
};
