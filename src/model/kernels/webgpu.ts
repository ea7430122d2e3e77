/**
 * The WebGPU backend, in a file of its own (`webgpu.js`) that the worker loads where there is a graphics adapter. The file
 * has parts of tfjs-core inside, as the worker has: whatever two copies must agree on, tfjs keeps in one global place.
 */
import type { KernelBackend, KernelConfig } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu/dist/flags_webgpu';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Concat';
import { fusedConv2DConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/FusedConv2D';
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sigmoid';
import { sliceConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Slice';
import { subConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Tanh';

/** What the networks need of the WebGPU backend. */
export const webgpuKernels: readonly KernelConfig[] = [
  addConfig,
  batchMatMulConfig,
  concatConfig,
  fusedConv2DConfig,
  identityConfig,
  multiplyConfig,
  reluConfig,
  reshapeConfig,
  sigmoidConfig,
  sliceConfig,
  subConfig,
  tanhConfig,
];

export function createWebgpuBackend(device: GPUDevice, info: GPUAdapterInfo): KernelBackend {
  return new WebGPUBackend(device, info);
}
