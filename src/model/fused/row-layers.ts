import type { Axis } from './axis.js';

/** A part of a row that the heads read. */
export interface RowValues {
  readonly axis: Axis;
  /** Returns the address of the rows. */
  address(slot: number): number;
}

/** The layers between a front and the heads. They run once for each row. */
export interface FusedRowLayers {
  /** What the heads read, in the order of their kernels. */
  readonly outputs: readonly RowValues[];

  /** Returns the address at which the next rows are written. */
  input(slot: number): number;

  /**
   * Computes the next rows.
   * @param isSilent whether everything before the rows was the same as the first of them; then only the state is computed
   */
  run(slot: number, rows: number, isSilent: boolean): void;
}
