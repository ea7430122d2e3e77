import * as tf from '@tensorflow/tfjs-core';
import { DENSE } from './own-kernels.js';

export interface DenseWeights {
  /** `[in, out]` */
  readonly kernel: tf.Tensor2D;
  /** `[out]` */
  readonly bias: tf.Tensor1D;
}

/**
 * Computes `x · kernel + bias` frame by frame, without state. With `relu`, negative values become 0.
 *
 * If the backend has our own kernel, it is used. Otherwise plain operations are: `fused.matMul` takes twice as long for a
 * handful of frames (measured on WASM).
 *
 * @param x `[T, in]`
 * @returns `[T, out]`
 */
export function dense(x: tf.Tensor2D, { kernel, bias }: DenseWeights, { relu = false } = {}): tf.Tensor2D {
  if (tf.getKernel(DENSE, tf.getBackend())) {
    return tf.engine().runKernel<tf.Tensor2D>(DENSE, { x, kernel, bias }, { relu });
  }
  const y: tf.Tensor2D = tf.add(tf.matMul(x, kernel), bias);
  return relu ? tf.relu(y) : y;
}
