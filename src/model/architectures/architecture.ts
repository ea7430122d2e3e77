import type * as tf from '@tensorflow/tfjs-core';
import type { Observer } from './observer.js';

/** Weight tensors by name; `models/FORMAT.md` defines the names. */
export type Weights = Readonly<Record<string, tf.Tensor>>;

/** Memory of a network between steps. */
export type State = {
  /** One tensor per layer with memory. */
  readonly tensors: tf.Tensor[];
  /** Frames since the stream's start, modulo the architecture's period. */
  readonly phase: number;
};

/** The part of a network that all heads share: it turns log-mel frames into the values that the heads read. */
export interface Architecture {
  /** Name and shape of every weight. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** Shape of every state tensor. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Number of values per output row that the heads read. */
  readonly width: number;
  /** Input frames per output row. */
  readonly framesPerOutput: number;
  /** Input frames after which the same layers are due again: a multiple of every layer's stride. */
  readonly period: number;
  /** Receptive field of the convolutions, input frames, including the current one. */
  readonly receptiveFieldFrames: number;
  /** Whether a layer has memory without bound, beyond the receptive field. */
  readonly recurrent: boolean;
  /** Multiply-adds per input frame on average: products with weights, without the heads. */
  readonly macsPerFrame: number;
  /** Multiply-adds per input frame on average for each class of a head. */
  readonly headMacsPerFrame: number;

  /** Computes the state tensors before the first frame, which are the same at any phase. The caller disposes of them. */
  initialState(weights: Weights): tf.Tensor[];

  /**
   * Computes the next T frames.
   *
   * @param x frames, `[T, bands]`, T ≥ 1
   * @param state not disposed
   * @param observe sees every activation; none when absent
   * @returns `y` `[completed rows, width]`, absent if the frames complete no row; the state tensors after the last frame
   */
  forward(
    x: tf.Tensor2D,
    weights: Weights,
    state: State,
    observe?: Observer,
  ): { y: tf.Tensor2D | undefined; state: tf.Tensor[] };
}
