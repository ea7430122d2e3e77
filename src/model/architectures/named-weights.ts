import type * as tf from '@tensorflow/tfjs-core';
import type { DenseWeights } from '../layers/dense.js';
import type { NormalizeWeights } from '../layers/normalize.js';
import type { StridedConv2dWeights } from '../layers/strided-conv2d.js';
import type { Weights } from './architecture.js';

/** Returns the weights `<name>/kernel` and `<name>/bias` of a dense layer. */
export function denseWeights(weights: Weights, name: string): DenseWeights {
  return { kernel: weights[`${name}/kernel`] as tf.Tensor2D, bias: weights[`${name}/bias`] as tf.Tensor1D };
}

/** Returns the weights `<name>/kernel` and `<name>/bias` of a 2-D convolution. */
export function convWeights(weights: Weights, name: string): StridedConv2dWeights {
  return { kernel: weights[`${name}/kernel`] as tf.Tensor4D, bias: weights[`${name}/bias`] as tf.Tensor1D };
}

/** Returns the weights of the normalisation, with which every network begins. */
export function normalizeWeights(weights: Weights): NormalizeWeights {
  return { mean: weights['normalize/mean'] as tf.Tensor1D, scale: weights['normalize/scale'] as tf.Tensor1D };
}

/** Returns the shapes of {@link normalizeWeights} by name. */
export function normalizeShapes(bands: number): Record<string, readonly number[]> {
  return { 'normalize/mean': [bands], 'normalize/scale': [bands] };
}

/** Returns the shapes of a kernel and its bias by name. @param kernel its last dimension is the number of outputs */
export function namedShapes(
  name: string,
  kernel: readonly number[],
  outputs = kernel[kernel.length - 1]!,
): Record<string, readonly number[]> {
  return { [`${name}/kernel`]: kernel, [`${name}/bias`]: [outputs] };
}
