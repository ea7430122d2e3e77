import type * as tf from '@tensorflow/tfjs-core';
import type { Weights } from './architecture.js';
import type { Observer } from './observer.js';

/** The frames between two parts of a trunk. */
export interface Grid {
  readonly bands: number;
  readonly channels: number;
  /** Input frames of the network per frame here. */
  readonly stride: number;
}

/** Layers of a trunk that run at one rate, up to their stride in time. */
export interface TrunkPart {
  /** Name and shape of every weight. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** Shape of every state tensor. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Input frames per output frame. */
  readonly strideT: number;
  /** The output. */
  readonly output: Grid;
  /** Number of past input frames that the part reads, without the memory of squeeze-excitation. */
  readonly past: number;
  /** Multiply-adds per input frame of the network, on average. */
  readonly macsPerFrame: number;

  /**
   * Computes the next T frames.
   *
   * @param x `[1, T, F, C]`, T ≥ 1
   * @param state undefined if everything before `x` was the same as `x`, a single frame
   * @param phase frames before `x` since the stream's start, modulo `strideT`
   * @param observe sees what is inside the part; its caller sees the output
   * @returns `y` `[1, completed frames, F', C']`, absent if no frame is complete; the state after the last frame
   */
  forward(
    x: tf.Tensor4D,
    weights: Weights,
    state: readonly tf.Tensor[] | undefined,
    phase: number,
    observe?: Observer,
  ): { y: tf.Tensor4D | undefined; state: tf.Tensor[] };
}
