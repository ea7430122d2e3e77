import * as tf from '@tensorflow/tfjs-core';
import { convolve } from './convolution.js';

export interface CausalConv2dWeights {
  /** `[kt, kf, cin, cout]` */
  readonly kernel: tf.Tensor4D;
  /** `[cout]` */
  readonly bias: tf.Tensor1D;
}

export interface CausalConv2dOutput {
  /** `[1, T, Fout, cout]` */
  readonly y: tf.Tensor4D;
  /** `[1, kt − 1, F, cin]`: the last input frames. */
  readonly state: tf.Tensor4D;
}

/** Returns the number of output bands of a convolution with `(kf − 1) / 2` zeros on either side. */
export function convolvedBands(bands: number, kernelF: number, strideF: number): number {
  return Math.floor((bands + 2 * sidePadding(kernelF) - kernelF) / strideF) + 1;
}

/** Returns the number of zeros on either side, for an odd kernel. */
export function sidePadding(kernelF: number): number {
  return (kernelF - 1) / 2;
}

/**
 * Computes a convolution over time and frequency with bias and ReLU. In time it is causal with stride 1; in frequency it
 * is zero-padded on both sides and strided.
 *
 * @param x `[1, T, F, cin]`, T ≥ 1
 * @param state `[1, kt − 1, F, cin]`: the frames before `x`
 */
export function causalConv2d(
  x: tf.Tensor4D,
  { kernel, bias }: CausalConv2dWeights,
  state: tf.Tensor4D,
  strideF: number,
): CausalConv2dOutput {
  const [kt, kf] = kernel.shape;
  const past = kt - 1;
  // [1, kt − 1 + T, F, cin]; WebGPU cannot concatenate tensors of size 0
  const extended = past === 0 ? x : tf.concat([state, x], 1);
  const geometry = { strides: [1, strideF], side: sidePadding(kf), dilation: 1, activation: 'relu' } as const;
  const y = convolve(extended, kernel, bias, geometry);
  const [, frames, bands, channels] = extended.shape;
  const next = past === 0 ? tf.clone(state) : tf.slice(extended, [0, frames - past, 0, 0], [1, past, bands, channels]);
  return { y, state: next };
}
