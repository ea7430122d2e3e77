import * as tf from '@tensorflow/tfjs-core';
import { convolve } from './convolution.js';

export interface CausalConv1dWeights {
  /** `[k, cin, cout]`; `kernel[k − 1]` applies to the newest frame. */
  readonly kernel: tf.Tensor3D;
  /** `[cout]` */
  readonly bias: tf.Tensor1D;
}

export interface CausalConv1dOutput {
  /** `[T, cout]` */
  readonly y: tf.Tensor2D;
  /** `[(k − 1) · dilation, cin]`: the last input frames. */
  readonly state: tf.Tensor2D;
}

/** Returns the number of past frames that the convolution reads. */
export function conv1dPast(kernel: number, dilation: number): number {
  return (kernel - 1) * dilation;
}

/**
 * Returns the past of a convolution whose input has always been the same.
 * @param frame `[1, cin]`
 */
export function constantConv1dPast(frame: tf.Tensor2D, kernel: number, dilation: number): tf.Tensor2D {
  const past = conv1dPast(kernel, dilation);
  return past === 0 ? tf.zeros([0, frame.shape[1]]) : tf.matMul(tf.ones([past, 1]), frame);
}

/**
 * Computes a causal dilated convolution over time with bias (van den Oord et al., "WaveNet", 2016).
 *
 * @param x `[T, cin]`, T ≥ 1
 * @param state `[(k − 1) · dilation, cin]`: the frames before `x`
 */
export function causalConv1d(
  x: tf.Tensor2D,
  { kernel, bias }: CausalConv1dWeights,
  state: tf.Tensor2D,
  dilation: number,
): CausalConv1dOutput {
  const [taps, channelsIn, channelsOut] = kernel.shape;
  const frames = x.shape[0];
  const past = conv1dPast(taps, dilation);
  // [past + T, cin]; WebGPU cannot concatenate tensors of size 0
  const extended = past === 0 ? x : tf.concat([state, x], 0);
  const convolved = convolve(
    tf.reshape(extended, [1, past + frames, 1, channelsIn]),
    tf.reshape(kernel, [taps, 1, channelsIn, channelsOut]),
    bias,
    { strides: [1, 1], side: 0, dilation, activation: 'linear' },
  ); // [1, T, 1, cout]
  const y = tf.reshape(convolved, [frames, channelsOut]) as tf.Tensor2D;
  const next = past === 0 ? tf.clone(state) : tf.slice(extended, [frames, 0], [past, channelsIn]);
  return { y, state: next };
}
