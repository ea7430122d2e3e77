import type { Axis } from './axis.js';

/** A part of the rows that the heads read, `[rows, axis]`. */
export interface RowPart {
  readonly axis: Axis;
  readonly address: number;
}

/** The layers of a network, from its normalised input frames to the logits. */
export interface FusedBody {
  /** Input frames after which the same layers are due again. */
  readonly period: number;
  /** All classes of all heads, side by side. */
  readonly classes: Axis;
  /** Address of the logits that the last call of `run` completed, `[rows, classes]`. */
  readonly logits: number;

  /** Returns the address at which the next input frames are written, `[T, bands]`. */
  input(slot: number): number;

  /**
   * Computes what the next frames complete.
   *
   * @param phase frames before these since the stream's start, modulo the period
   * @param isSilent whether everything before the frames was the same as the first of them
   * @param keepsEmbedding whether `embedding` follows
   * @returns the number of rows of logits
   */
  run(slot: number, frames: number, phase: number, isSilent: boolean, keepsEmbedding: boolean): number;

  /**
   * Returns where the values lie that the heads read in the rows of the last `run`, in the order of their kernels. That run
   * must have been asked to keep them.
   */
  embedding(slot: number): readonly RowPart[];

  /** Computes what a slot holds beside the state tensors, after these have been set. */
  restore(slot: number): void;
}
