import type * as tf from '@tensorflow/tfjs-core';
import type { Weights } from './architecture.js';
import type { Observer } from './observer.js';

/** The layers between a front and the heads. They run once for each row. */
export interface RowLayers {
  /** Name and shape of every weight. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** Shape of every state tensor. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Values per row that the heads read. */
  readonly width: number;
  /** Number of past rows that the convolutions read. */
  readonly past: number;
  /** Whether a layer has memory without bound, beyond `past`. */
  readonly recurrent: boolean;
  /** Multiply-adds per row. */
  readonly macsPerRow: number;

  /**
   * Computes the state tensors before the first row.
   * @param x `[1, width of the front]`: the row that the convolutions saw before; absent if they saw zeros
   */
  initialState(x: tf.Tensor2D | undefined, weights: Weights): tf.Tensor[];

  /**
   * Computes the next rows.
   *
   * @param x `[rows, width of the front]`, at least one row
   * @param observe sees every activation
   * @returns `y` `[rows, width]`; the state tensors after the last row
   */
  forward(
    x: tf.Tensor2D,
    weights: Weights,
    state: readonly tf.Tensor[],
    observe?: Observer,
  ): { y: tf.Tensor2D; state: tf.Tensor[] };
}
