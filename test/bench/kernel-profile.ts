import * as tf from '@tensorflow/tfjs-core';
import { median } from './median.js';

/** Time of one kind of operation, grouped by kernel and shapes. */
export interface KernelTime {
  /** Kernel and input shapes. */
  readonly operation: string;
  /** Calls per round. */
  readonly calls: number;
  /** Time of all its calls in a round, ms: the number of calls times the median. So other load on the machine matters little. */
  readonly milliseconds: number;
}

/** Returns the input shapes as text, such as `[1,7,64,1]`. They follow the colon in an operation's name. */
const shapesOf = (inputs: tf.NamedTensorInfoMap): string =>
  Object.values(inputs)
    .flat()
    .filter((input) => input !== undefined) // an optional bias or activation weights
    .map(({ shape }) => `[${shape.join(',')}]`)
    .join(' ');

/**
 * Times every kernel of the current backend while `round` runs, by the wall clock. WASM computes synchronously within the call.
 *
 * @param rounds number of rounds
 * @returns the operations per round, the most expensive first
 */
export async function kernelProfile(round: () => Promise<unknown>, rounds: number): Promise<KernelTime[]> {
  const backend = tf.getBackend();
  const times = new Map<string, number[]>();
  const kernels = tf.getKernelsForBackend(backend);
  for (const kernel of kernels) {
    tf.unregisterKernel(kernel.kernelName, backend);
    tf.registerKernel({
      ...kernel,
      // The kernel was already set up when the backend started.
      setupFunc: () => undefined,
      kernelFunc: (args) => {
        const began = performance.now();
        const result = kernel.kernelFunc(args);
        const took = performance.now() - began;
        const operation = `${kernel.kernelName} ${shapesOf(args.inputs)}`;
        const calls = times.get(operation) ?? [];
        times.set(operation, calls);
        calls.push(took);
        return result;
      },
    });
  }
  try {
    for (let i = 0; i < rounds; i++) await round();
  } finally {
    for (const kernel of kernels) {
      tf.unregisterKernel(kernel.kernelName, backend);
      tf.registerKernel({ ...kernel, setupFunc: () => undefined });
    }
  }
  return [...times]
    .map(([operation, took]) => {
      const calls = took.length / rounds;
      return { operation, calls, milliseconds: calls * median(took) };
    })
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
