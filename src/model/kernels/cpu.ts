import type { KernelConfig } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu/dist/base'; // registers the backend, without kernels
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Concat';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/FusedConv2D';
import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/FusedDepthwiseConv2D';
import { identityConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Identity';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { relu6Config } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu6';
import { reshapeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sigmoid';
import { sliceConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Slice';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Tanh';

/** Kernels of the CPU backend that the networks use. The full set would be ten times the size. */
export const cpuKernels: readonly KernelConfig[] = [
  addConfig,
  batchMatMulConfig,
  concatConfig,
  fusedConv2DConfig,
  fusedDepthwiseConv2DConfig,
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
