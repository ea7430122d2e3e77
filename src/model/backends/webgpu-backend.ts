import * as tf from '@tensorflow/tfjs-core';
import type * as webgpu from '../kernels/webgpu.js';
import { listen } from '../../lifetime/listen.js';

/** A device, and how to make a tfjs backend of it; nothing is registered yet. */
export interface OpenWebgpu {
  readonly device: GPUDevice;
  readonly createBackend: () => tf.KernelBackend;
}

/** Gets the module with the backend, which is not needed everywhere. */
export type LoadWebgpu = () => Promise<typeof webgpu>;

export interface WebgpuOptions {
  /** `navigator.gpu`, where there is one. */
  readonly gpu?: GPU | undefined;
  readonly loadWebgpu?: LoadWebgpu | undefined;
  /** Whether an adapter will do that only computes on the CPU. */
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
 * Asks for an adapter itself, because tfjs 4.22 takes for granted that there is one where there is `navigator.gpu`, and
 * would ask for another one.
 *
 * @throws Error that says why there is none
 */
export async function openWebgpu({ gpu, loadWebgpu, software }: WebgpuOptions): Promise<OpenWebgpu> {
  if (!gpu) throw new Error('there is no WebGPU here');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('WebGPU has no graphics adapter here');
  const info = (adapter as { info?: AdapterInfo }).info ?? (await adapter.requestAdapterInfo());
  if (isSoftware(adapter, info) && !software) throw new Error('its adapter is software, slower than WASM');
  if (!loadWebgpu) throw new Error('its part of Pinna is not there');
  const { createWebgpuBackend, webgpuKernels } = await loadWebgpu();
  for (const kernel of webgpuKernels) {
    if (!tf.getKernel(kernel.kernelName, 'webgpu')) tf.registerKernel(kernel);
  }
  const device = await adapter.requestDevice({ requiredLimits: wantedLimits(adapter.limits) });
  return { device, createBackend: () => honest(createWebgpuBackend(device, info as GPUAdapterInfo), device) };
}

/**
 * A device that runs out of memory, or refuses a command, goes on as if it had computed, and zeros are read back. So once it
 * has reported such an error, it is given up, and reading fails.
 */
function honest(backend: tf.KernelBackend, device: GPUDevice): tf.KernelBackend {
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
 * Registers `webgpu` with tfjs, on the device that is in use already or else on this one.
 *
 * @returns to be called when its tensors are gone; the last caller frees the device
 */
export function useWebgpu({ device, createBackend }: OpenWebgpu): () => void {
  if (current && !current.lost) {
    device.destroy();
  } else {
    if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu'); // tfjs's own, or one whose device was lost
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

/** Those that tfjs's own registration asks for: without asking, a device has the small defaults. */
function wantedLimits(limits: GPUSupportedLimits): Record<string, number> {
  return {
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxBufferSize: limits.maxBufferSize,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
  };
}
