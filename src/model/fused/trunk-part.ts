import type { FusedGrid } from './grid.js';

/** Layers of a trunk that run at one rate, up to their stride in time: the stem or a block. */
export interface FusedTrunkPart {
  readonly output: FusedGrid;

  /** Returns the address at which the next input frames are written. */
  input(slot: number): number;

  /**
   * Computes the outputs that the next frames complete.
   *
   * @param phase frames before these since the stream's start, modulo the stride in time
   * @param y address of the outputs
   * @param isSilent whether everything before the frames was the same as the first of them
   * @returns the number of outputs
   */
  run(slot: number, frames: number, phase: number, y: number, isSilent: boolean): number;
}
