import * as tf from '@tensorflow/tfjs-core';
import { dense, type DenseWeights } from './dense.js';

export interface SqueezeExcitationWeights {
  /** `[C, squeezed]` */
  readonly squeeze: DenseWeights;
  /** `[squeezed, C]` */
  readonly excite: DenseWeights;
}

export interface SqueezeExcitationOutput {
  /** `[1, T, F, C]` */
  readonly y: tf.Tensor4D;
  /** `[1, C]`: the mean after the last frame. */
  readonly state: tf.Tensor2D;
}

/** Returns the share of the mean that remains after one frame, for a time constant. Both arguments in seconds. */
export function meanDecay(frameSeconds: number, timeConstant: number): number {
  return Math.exp(-frameSeconds / timeConstant);
}

/**
 * Scales each channel by a gate between 0 and 1 (Hu et al., "Squeeze-and-Excitation Networks", 2018). The gate depends on the
 * channels' means over frequency and an exponentially decaying past: `m' = decay · m + (1 − decay) · mean(x)`,
 * `gate = σ(excite · ReLU(squeeze · m'))`.
 *
 * @param x `[1, T, F, C]`, T ≥ 1
 * @param state m, `[1, C]`
 * @param observe sees the gates, `[T, C]`, and may return others
 */
export function squeezeExcitation(
  x: tf.Tensor4D,
  { squeeze, excite }: SqueezeExcitationWeights,
  state: tf.Tensor2D,
  decay: number,
  observe: (gates: tf.Tensor2D) => tf.Tensor2D = (gates) => gates,
): SqueezeExcitationOutput {
  const [, frames, , channels] = x.shape;
  const means = decayingMeans(bandMeans(x), state, decay); // [T, C]
  const gates = observe(tf.sigmoid(dense(dense(means, squeeze, { relu: true }), excite))); // [T, C]
  return {
    y: tf.mul(x, tf.reshape(gates, [1, frames, 1, channels])),
    state: frames === 1 ? means : tf.slice(means, [frames - 1, 0], [1, channels]),
  };
}

/**
 * Returns the mean over frequency, `[1, T, F, C]` → `[T, C]`. It is also the state if all frames were the same. As a
 * product, it needs no kernels but those of the other layers. */
export function bandMeans(x: tf.Tensor4D): tf.Tensor2D {
  const [, frames, bands, channels] = x.shape;
  const shares = tf.tensor3d(new Float32Array(bands).fill(1 / bands), [1, 1, bands]);
  return tf.reshape(tf.matMul(shares, tf.reshape(x, [frames, bands, channels])), [frames, channels]); // [T, 1, C] inside
}

/** Computes the decaying mean after each frame, `[T, C]`, as one product with the weights of past and frames. */
function decayingMeans(values: tf.Tensor2D, past: tf.Tensor2D, decay: number): tf.Tensor2D {
  const frames = values.shape[0];
  const shares = new Float32Array(frames * (frames + 1));
  for (let t = 0; t < frames; t++) {
    const row = t * (frames + 1);
    shares[row] = decay ** (t + 1);
    for (let i = 0; i <= t; i++) shares[row + 1 + i] = (1 - decay) * decay ** (t - i);
  }
  return tf.matMul(tf.tensor2d(shares, [frames, frames + 1]), tf.concat([past, values], 0));
}
