import * as tf from '@tensorflow/tfjs-core';

export interface NormalizeWeights {
  /** `[bands]`, in the unit of the frames */
  readonly mean: tf.Tensor1D;
  /** `[bands]`, in 1 / that unit */
  readonly scale: tf.Tensor1D;
}

/**
 * Computes `(x − mean) · scale` band by band.
 *
 * @param x frames, `[T, bands]`
 * @returns `[T, bands]`
 */
export function normalize(x: tf.Tensor2D, { mean, scale }: NormalizeWeights): tf.Tensor2D {
  return tf.mul(tf.sub(x, mean), scale);
}
