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

/** The gates of every frame, `[T, u]` each. */
export interface GruGates {
  /** r, 0 to 1: how much of the state the candidate reads. */
  readonly reset: tf.Tensor2D;
  /** z, 0 to 1: how much of the state stays. */
  readonly update: tf.Tensor2D;
  /** n, −1 to 1: what the state becomes where it does not stay. */
  readonly candidate: tf.Tensor2D;
}

/**
 * Computes the gates of all frames at once, from the outputs that {@link gru} has computed. For views; the network does not need it.
 *
 * @param x `[T, in]`
 * @param state h before the first frame, `[1, u]`
 * @param y outputs, `[T, u]`
 */
export function gruGates(x: tf.Tensor2D, weights: GruWeights, state: tf.Tensor2D, y: tf.Tensor2D): GruGates {
  const [frames, units] = y.shape;
  const before = frames === 1 ? state : tf.concat([state, tf.slice(y, [0, 0], [frames - 1, units])], 0); // [T, u]
  const fromInput = dense(x, weights); // [T, 3u]
  const fromState = tf.add<tf.Tensor2D>(tf.matMul(before, weights.recurrentKernel), weights.recurrentBias); // [T, 3u]
  const part = (values: tf.Tensor2D, gate: number) => tf.slice(values, [0, gate * units], [frames, units]);
  const reset = tf.sigmoid(tf.add<tf.Tensor2D>(part(fromInput, 0), part(fromState, 0)));
  const update = tf.sigmoid(tf.add<tf.Tensor2D>(part(fromInput, 1), part(fromState, 1)));
  const candidate = tf.tanh(tf.add<tf.Tensor2D>(part(fromInput, 2), tf.mul(reset, part(fromState, 2))));
  return { reset, update, candidate };
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
