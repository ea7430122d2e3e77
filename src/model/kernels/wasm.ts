import type { KernelConfig } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm/dist/base'; // registers the backend, without kernels
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D';
import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedDepthwiseConv2D';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import { relu6Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu6';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid';
import { sliceConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Slice';
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh';
import { denseConfig } from './dense-wasm.js';
import { gruRecurrenceConfig } from './gru-recurrence-wasm.js';

/** Kernels of the WASM backend that the networks use: tfjs's own and ours. */
export const wasmKernels: readonly KernelConfig[] = [
  addConfig,
  batchMatMulConfig,
  concatConfig,
  denseConfig,
  fusedConv2DConfig,
  fusedDepthwiseConv2DConfig,
  gruRecurrenceConfig,
  identityConfig,
  multiplyConfig,
  reluConfig,
  relu6Config,
  reshapeConfig,
  sigmoidConfig,
  sliceConfig,
  subConfig,
  tanhConfig,
];
