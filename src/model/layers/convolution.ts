import * as tf from '@tensorflow/tfjs-core';

/** How a kernel of a 2-D convolution lies on its input. Each pair is time, then frequency. */
export interface ConvolutionGeometry {
  readonly strides: readonly [number, number];
  /** Zeros on either side in frequency; there are none in time. */
  readonly side: number;
  /** Distance between taps in time, input frames. */
  readonly dilation: number;
  readonly activation: 'linear' | 'relu';
}

/**
 * Computes a convolution with bias. Calls the kernel directly: the operations of tfjs have no type for padding of one axis of a
 * depthwise convolution, and no gradient with a dilation.
 *
 * @param x `[1, T, F, cin]`
 * @param filter `[kt, kf, cin, cout]`
 * @param bias `[cout]`
 */
export function convolve(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  geometry: ConvolutionGeometry,
): tf.Tensor4D {
  return tf.engine().runKernel<tf.Tensor4D>(tf.FusedConv2D, { x, filter, bias }, attributes(geometry));
}

/** Convolves each channel separately. @param filter `[kt, kf, C, 1]` */
export function convolveChannels(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  geometry: ConvolutionGeometry,
): tf.Tensor4D {
  return tf.engine().runKernel<tf.Tensor4D>(tf.FusedDepthwiseConv2D, { x, filter, bias }, attributes(geometry));
}

function attributes({ strides, side, dilation, activation }: ConvolutionGeometry): tf.NamedAttrMap {
  const none = [0, 0];
  const values = {
    strides,
    pad: [none, none, [side, side], none],
    dilations: [dilation, 1],
    dataFormat: 'NHWC',
    activation,
  };
  return values as unknown as tf.NamedAttrMap;
}
