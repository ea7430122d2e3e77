import * as tf from '@tensorflow/tfjs-core';
import { afterConvolution, fusedPart, type Activation } from './activation.js';
import { dense, type DenseWeights } from './dense.js';

/**
 * Computes a dense layer at every frame and band, without state.
 *
 * @param x `[1, T, F, cin]`
 * @returns `[1, T, F, cout]`
 */
export function pointwiseConv2d(x: tf.Tensor4D, weights: DenseWeights, activation: Activation): tf.Tensor4D {
  const [, frames, bands, channels] = x.shape;
  const rows = tf.reshape(x, [frames * bands, channels]) as tf.Tensor2D;
  const y = dense(rows, weights, { relu: fusedPart(activation) === 'relu' }); // [T · F, cout]
  return tf.reshape(afterConvolution(y, activation), [1, frames, bands, weights.kernel.shape[1]]);
}
