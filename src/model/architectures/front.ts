import type * as tf from '@tensorflow/tfjs-core';
import type { Weights } from './architecture.js';
import type { Observer } from './observer.js';

/** The first layers of a network: they turn frames into the rows that the later layers read. */
export interface Front {
  /** Name and shape of every weight. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** Shape of every state tensor. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Values of a row. */
  readonly width: number;
  /** Values beside a row that only the heads read, and that change once a period; 0 if there are none. */
  readonly slowWidth: number;
  /** Input frames per row. */
  readonly framesPerRow: number;
  /** Input frames after which the same layers are due again. */
  readonly period: number;
  /** Number of past input frames that the convolutions read for a row. */
  readonly past: number;
  /** Whether a layer has memory without bound, beyond `past`. */
  readonly recurrent: boolean;
  /** Multiply-adds per input frame, on average. */
  readonly macsPerFrame: number;

  /**
   * Computes the state tensors before the first frame.
   * @returns `x` `[1, width]`: the row that fills the past of the later layers; absent if zeros do
   */
  initial(weights: Weights): { x: tf.Tensor2D | undefined; state: tf.Tensor[] };

  /**
   * Computes the next T frames.
   *
   * @param frames `[T, bands]`, T ≥ 1
   * @param state the network's state, which begins with the front's tensors
   * @param phase frames before these since the stream's start, modulo the period
   * @param observe sees every activation
   */
  forward(
    frames: tf.Tensor2D,
    weights: Weights,
    state: readonly tf.Tensor[],
    phase: number,
    observe?: Observer,
  ): FrontStep;
}

/** The results of a front. */
export interface FrontStep {
  /** `[completed rows, width]`; absent if the frames complete no row. */
  readonly x: tf.Tensor2D | undefined;
  /** `[completed rows, slowWidth]`; absent without `x` or slow values. */
  readonly slow: tf.Tensor2D | undefined;
  /** The front's part of the state after the last frame. */
  readonly state: tf.Tensor[];
}
