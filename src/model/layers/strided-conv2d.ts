import type * as tf from '@tensorflow/tfjs-core';
import { afterConvolution, fusedPart, type Activation } from './activation.js';
import { sidePadding } from './causal-conv2d.js';
import { convolve, convolveChannels } from './convolution.js';
import { timeWindow } from './time-window.js';

export interface StridedConv2dWeights {
  /** `[kt, kf, cin, cout]`, or `[kt, kf, C, 1]` if depthwise; `kernel[kt − 1]` applies to the newest frame. */
  readonly kernel: tf.Tensor4D;
  /** `[cout]` */
  readonly bias: tf.Tensor1D;
}

export interface StridedConv2dOptions {
  /** Input frames per output frame. */
  readonly strideT: number;
  /** Input bands per output band. */
  readonly strideF: number;
  /** Input frames between two taps in time. */
  readonly dilation: number;
  /** Whether each channel is convolved separately. */
  readonly depthwise: boolean;
  readonly activation: Activation;
}

export interface StridedConv2dOutput {
  /** `[1, completed frames, Fout, cout]`; absent if no output is complete. */
  readonly y: tf.Tensor4D | undefined;
  /** `[1, (kt − 1) · dilation, F, cin]`: the last input frames. */
  readonly state: tf.Tensor4D;
}

/**
 * Computes a convolution over time and frequency, or one per channel, with strides in both. In time it is causal: an
 * output is complete when its newest frame has arrived. In frequency it is zero-padded by `(kf − 1) / 2` on both sides.
 *
 * @param x `[1, T, F, cin]`, T ≥ 1
 * @param state `[1, (kt − 1) · dilation, F, cin]`: the frames before `x`
 * @param phase frames before `x` since the stream's start, modulo `strideT`
 */
export function stridedConv2d(
  x: tf.Tensor4D,
  { kernel, bias }: StridedConv2dWeights,
  state: tf.Tensor4D,
  options: StridedConv2dOptions,
  phase: number,
): StridedConv2dOutput {
  const { strideT, strideF, dilation, depthwise, activation } = options;
  const { window, past } = timeWindow(x, state, { taps: kernel.shape[0], stride: strideT, dilation }, phase);
  if (!window) return { y: undefined, state: past };
  const convolved = (depthwise ? convolveChannels : convolve)(window, kernel, bias, {
    strides: [strideT, strideF],
    side: sidePadding(kernel.shape[1]),
    dilation,
    activation: fusedPart(activation),
  });
  return { y: afterConvolution(convolved, activation), state: past };
}
