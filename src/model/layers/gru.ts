import * as tf from '@tensorflow/tfjs-core';
import { dense } from './dense.js';
import { GRU_RECURRENCE } from './own-kernels.js';

/** Gate order r, z, n. */
export interface GruWeights {
  /** `[in, 3u]` */
  readonly kernel: tf.Tensor2D;
  /** `[u, 3u]` */
  readonly recurrentKernel: tf.Tensor2D;
  /** `[3u]` */
  readonly bias: tf.Tensor1D;
  /** `[3u]` */
  readonly recurrentBias: tf.Tensor1D;
}

export interface GruOutput {
  /** `[T, u]` */
  readonly y: tf.Tensor2D;
  /** `[1, u]`: the last output. */
  readonly state: tf.Tensor2D;
}

/**
 * Computes a gated recurrent unit (Cho et al. 2014) in the "reset after" form of cuDNN and PyTorch:
 * `r, z = σ(W x + b + U h + c)`, `n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n))`, `h' = (1 − z) ⊙ n + z ⊙ h`.
 *
 * The part that depends only on the input is one product for all T frames. Only the recurrent part runs frame by frame,
 * with one product for its three gates.
 *
 * @param x `[T, in]`, T ≥ 1
 * @param state h, `[1, u]`, zeros before the first frame
 */
export function gru(x: tf.Tensor2D, weights: GruWeights, state: tf.Tensor2D): GruOutput {
  const fromInput = dense(x, weights); // [T, 3u]
  return tf.getKernel(GRU_RECURRENCE, tf.getBackend())
    ? withOwnKernel(fromInput, weights, state)
    : frameByFrame(fromInput, weights, state);
}

function withOwnKernel(
  fromInput: tf.Tensor2D,
  { recurrentKernel, recurrentBias }: GruWeights,
  state: tf.Tensor2D,
): GruOutput {
  const inputs = { fromInput, recurrentKernel, recurrentBias, state };
  const [y, last] = tf.engine().runKernel<tf.Tensor2D[]>(GRU_RECURRENCE, inputs);
  return { y: y!, state: last! };
}

function frameByFrame(fromInput: tf.Tensor2D, weights: GruWeights, state: tf.Tensor2D): GruOutput {
  const units = state.shape[1];
  const outputs: tf.Tensor2D[] = [];
  let h = state;
  for (let t = 0; t < fromInput.shape[0]; t++) {
    const fromState: tf.Tensor2D = tf.add(tf.matMul(h, weights.recurrentKernel), weights.recurrentBias); // [1, 3u]
    const gates = tf.sigmoid(
      tf.add<tf.Tensor2D>(tf.slice(fromInput, [t, 0], [1, 2 * units]), tf.slice(fromState, [0, 0], [1, 2 * units])),
    ); // [1, 2u]
    const r = tf.slice(gates, [0, 0], [1, units]);
    const z = tf.slice(gates, [0, units], [1, units]);
    const remembered = tf.mul(r, tf.slice(fromState, [0, 2 * units], [1, units]));
    const n = tf.tanh(tf.add<tf.Tensor2D>(tf.slice(fromInput, [t, 2 * units], [1, units]), remembered)); // [1, u]
    h = tf.add(n, tf.mul(z, tf.sub(h, n))); // one product fewer than (1 − z) ⊙ n + z ⊙ h
    outputs.push(h);
  }
  return { y: tf.concat(outputs, 0), state: tf.clone(h) };
}
