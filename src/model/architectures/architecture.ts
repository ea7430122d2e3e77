import type * as tf from '@tensorflow/tfjs-core';

/** Weight tensors by name; `models/FORMAT.md` defines the names. */
export type Weights = Readonly<Record<string, tf.Tensor>>;

/** Memory of a network between steps: one tensor per convolution and per GRU. */
export type State = tf.Tensor[];

/** The part of a network that all heads share: it turns log-mel frames into the values that the heads read. */
export interface Architecture {
  /** Name and shape of every weight. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** Shape of every state tensor. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Number of values per frame that the heads read. */
  readonly width: number;
  /** Receptive field of the convolutions, input frames, including the current one. */
  readonly receptiveFieldFrames: number;
  /** Whether a layer has memory without bound, beyond the receptive field. */
  readonly recurrent: boolean;
  /** Multiply-adds per frame: products with weights, without the heads. */
  readonly macsPerFrame: number;

  /**
   * Computes the next T frames.
   *
   * @param x `[T, bands]`, dB, T ≥ 1
   * @param state zeros before the first frame; not disposed
   * @returns `y` `[T, width]` and the state after the last frame
   */
  forward(x: tf.Tensor2D, weights: Weights, state: State): { y: tf.Tensor2D; state: tf.Tensor[] };
}
