/**
 * The WebGPU backend as a separate file (`webgpu.js`). The worker loads it if there is an acceptable graphics adapter.
 * The file bundles parts of tfjs-core, as the worker does. tfjs keeps the state that both copies share in one global
 * object.
 */
import type { KernelBackend, KernelConfig } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu/dist/flags_webgpu';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Concat';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/FusedConv2D';
import { fusedDepthwiseConv2DConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/FusedDepthwiseConv2D';
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu';
import { relu6Config } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu6';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sigmoid';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Slice';
import { subConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Tanh';

/** Kernels of the WebGPU backend that the networks use. */
export const webgpuKernels: readonly KernelConfig[] = [
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

/** Creates tfjs's WebGPU backend on an open device. Does not register it. */
export function createWebgpuBackend(device: GPUDevice, info: GPUAdapterInfo): KernelBackend {
  return new WebGPUBackend(device, info);
}
