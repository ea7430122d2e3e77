import type * as tf from '@tensorflow/tfjs-core';

/** Tensor by name, as `models/FORMAT.md` names them. */
export type Weights = Readonly<Record<string, tf.Tensor>>;

/** What a network remembers between steps: one tensor per layer with a memory. */
export type State = tf.Tensor[];

/** The part of a network that is common to all heads: log-mel frames in, what the heads read out. */
export interface Architecture {
  /** Name and shape of every weight. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** Shape of every state tensor. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Values per frame that the heads read. */
  readonly width: number;
  /** Input frames that the convolutions see for one output frame, itself included. */
  readonly receptiveFieldFrames: number;
  /** Whether a layer remembers beyond the receptive field, without bound. */
  readonly recurrent: boolean;
  /** Multiply-adds for one frame: products with weights, without the heads. */
  readonly macsPerFrame: number;

  /**
   * T frames further.
   *
   * @param x `[T, bands]`, dB, T ≥ 1
   * @param state zeros before the first frame; not disposed
   * @returns `y` `[T, width]` and the state after the last frame
   */
  forward(x: tf.Tensor2D, weights: Weights, state: State): { y: tf.Tensor2D; state: tf.Tensor[] };
}
