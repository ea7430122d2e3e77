import * as tf from '@tensorflow/tfjs-core';
import { median } from './median.js';

/** What one kind of operation, told by its sizes, takes. */
export interface KernelTime {
  /** Kernel and the shapes of what goes in. */
  readonly operation: string;
  /** Calls per round. */
  readonly calls: number;
  /** Of all its calls in a round, milliseconds: their number times the median, so that what others do counts little. */
  readonly milliseconds: number;
}

/** Everything that comes after a colon in an operation's name is a shape: `[1,7,64,1]`. */
const shapesOf = (inputs: tf.NamedTensorInfoMap): string =>
  Object.values(inputs)
    .flat()
    .filter((input) => input !== undefined) // a bias or activation weights that an operation goes without
    .map(({ shape }) => `[${shape.join(',')}]`)
    .join(' ');

/**
 * Times every kernel of the current backend while `round` runs, by the wall clock: WASM computes within the call.
 *
 * @param rounds how many times it runs
 * @returns the operations, the dearest first, per round
 */
export async function kernelProfile(round: () => Promise<unknown>, rounds: number): Promise<KernelTime[]> {
  const backend = tf.getBackend();
  const times = new Map<string, number[]>();
  const kernels = tf.getKernelsForBackend(backend);
  for (const kernel of kernels) {
    tf.unregisterKernel(kernel.kernelName, backend);
    tf.registerKernel({
      ...kernel,
      // It was set up when the backend started.
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
