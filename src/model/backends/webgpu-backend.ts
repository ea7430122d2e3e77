import * as tf from '@tensorflow/tfjs-core';
import type * as webgpu from '../kernels/webgpu.js';
import { listen } from '../../lifetime/listen.js';

/** An open device and the factory of its tfjs backend. The backend is not registered yet. */
export interface OpenWebgpu {
  readonly device: GPUDevice;
  readonly createBackend: () => tf.KernelBackend;
}

/** Loads the module of the WebGPU backend, which only some devices need. */
export type LoadWebgpu = () => Promise<typeof webgpu>;

export interface WebgpuOptions {
  /** `navigator.gpu`, if it exists. */
  readonly gpu?: GPU | undefined;
  readonly loadWebgpu?: LoadWebgpu | undefined;
  /** Whether a software (CPU) WebGPU adapter is acceptable. */
  readonly software: boolean;
}

interface AdapterInfo {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly description?: string;
  readonly isFallbackAdapter?: boolean;
}

/** The device of the registered `webgpu` backend; there is at most one. */
let current: { readonly device: GPUDevice; users: number; lost: boolean } | undefined;

/**
 * Opens a WebGPU device for tfjs. It requests the adapter itself: tfjs 4.22 assumes an adapter wherever `navigator.gpu`
 * exists, and would request another one.
 *
 * @throws Error whose message says why there is no device
 */
export async function openWebgpu({ gpu, loadWebgpu, software }: WebgpuOptions): Promise<OpenWebgpu> {
  if (!gpu) throw new Error('this browser has no WebGPU');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('WebGPU found no graphics adapter');
  const info = (adapter as { info?: AdapterInfo }).info ?? (await adapter.requestAdapterInfo());
  if (isSoftware(adapter, info) && !software) throw new Error('its adapter is software, slower than WASM');
  if (!loadWebgpu) throw new Error('no module for it was given');
  const { createWebgpuBackend, webgpuKernels } = await loadWebgpu();
  for (const kernel of webgpuKernels) {
    if (!tf.getKernel(kernel.kernelName, 'webgpu')) tf.registerKernel(kernel);
  }
  const device = await adapter.requestDevice({ requiredLimits: requiredLimits(adapter.limits) });
  return {
    device,
    createBackend: () => failReadsAfterDeviceError(createWebgpuBackend(device, info as GPUAdapterInfo), device),
  };
}

/**
 * Makes reads fail after a device error. If a device runs out of memory or refuses a command, it continues and reads
 * return zeros. So the first uncaptured error destroys the device, and every later read throws.
 */
function failReadsAfterDeviceError(backend: tf.KernelBackend, device: GPUDevice): tf.KernelBackend {
  let failure: Error | undefined;
  listen(device, 'uncapturederror', ({ error }) => {
    failure ??= new Error(`The graphics device failed: ${error.message}`);
    device.destroy();
  });
  const read = backend.read.bind(backend);
  backend.read = async (dataId) => {
    const values = await read(dataId);
    if (failure) throw failure;
    return values;
  };
  return backend;
}

/**
 * Registers `webgpu` with tfjs. If a device is already in use and not lost, keeps that one and destroys the new one.
 *
 * @returns a function to call once the caller's tensors are disposed; the last caller frees the device
 */
export function useWebgpu({ device, createBackend }: OpenWebgpu): () => void {
  if (current && !current.lost) {
    device.destroy();
  } else {
    if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu'); // tfjs's own backend, or one whose device was lost
    tf.registerBackend('webgpu', createBackend);
    const opened = { device, users: 0, lost: false };
    void device.lost.then(() => (opened.lost = true));
    current = opened;
  }
  const used = current;
  used.users += 1;
  return () => {
    used.users -= 1;
    if (used.users > 0 || used !== current) return;
    tf.removeBackend('webgpu');
    used.device.destroy();
    current = undefined;
  };
}

function isSoftware(
  adapter: GPUAdapter,
  { vendor, architecture, description, isFallbackAdapter }: AdapterInfo,
): boolean {
  const name = `${vendor} ${architecture} ${description}`;
  return (
    isFallbackAdapter || adapter.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render|warp/i.test(name)
  );
}

/** Returns the limits that tfjs's own registration requests. By default a device has only small limits. */
function requiredLimits(limits: GPUSupportedLimits): Record<string, number> {
  return {
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxBufferSize: limits.maxBufferSize,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
  };
}
