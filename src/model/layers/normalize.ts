import * as tf from '@tensorflow/tfjs-core';

export interface NormalizeWeights {
  /** `[bands]`, dB */
  readonly mean: tf.Tensor1D;
  /** `[bands]`, 1/dB */
  readonly scale: tf.Tensor1D;
}

/**
 * Computes `(x − mean) · scale` band by band.
 *
 * @param x `[T, bands]`, dB
 * @returns `[T, bands]`
 */
export function normalize(x: tf.Tensor2D, { mean, scale }: NormalizeWeights): tf.Tensor2D {
  return tf.mul(tf.sub(x, mean), scale);
}
