import { VALUE_BYTES } from './arena.js';
import { packKernel, packRows, type Axis } from './axis.js';
import type { Kernels } from './kernels.js';
import type { Plan } from './plan.js';
import { TimeWindow } from './time-window.js';

/** Geometry of a dilated convolution. */
export interface DilatedConvOptions {
  /** Number of taps. */
  readonly taps: number;
  /** Distance between taps, rows. */
  readonly dilation: number;
  readonly inputs: Axis;
  readonly outputs: Axis;
}

/** A causal dilated convolution over rows. State: the past rows, as in the tensor version (`layers/causal-conv1d.ts`). */
export class DilatedConv {
  readonly #kernels: Kernels;
  readonly #options: DilatedConvOptions;
  readonly #window: TimeWindow;
  readonly #kernel: number;
  readonly #bias: number;

  /**
   * @param name of the weights, `<name>/kernel` and `<name>/bias`
   * @param most rows at once
   */
  constructor(plan: Plan, name: string, options: DilatedConvOptions, most: number) {
    const { taps, dilation, inputs, outputs } = options;
    this.#kernels = plan.kernels;
    this.#options = options;
    this.#window = new TimeWindow(plan, { taps, stride: 1, dilation }, inputs, most);
    this.#kernel = plan.arena.place(packKernel(plan.weights(`${name}/kernel`), taps, inputs, outputs));
    this.#bias = plan.arena.place(packRows(plan.weights(`${name}/bias`), outputs));
  }

  /** Returns the address at which the next rows are written. They stay there until the next step. */
  input(slot: number): number {
    return this.#window.newest(slot);
  }

  /**
   * Computes the next rows.
   * @param y address of the results
   * @param isSilent whether everything before the rows was the same as the first of them
   */
  run(slot: number, rows: number, y: number, isSilent: boolean): void {
    const { taps, dilation, inputs, outputs } = this.#options;
    const { frameBytes } = this.#window;
    if (isSilent) this.#window.fill(slot);
    this.#kernels.convolve(
      this.#window.first(slot, 0),
      0,
      dilation * frameBytes,
      frameBytes,
      taps,
      1,
      1,
      rows,
      inputs.length,
      this.#kernel,
      this.#bias,
      0,
      y,
      outputs.length * VALUE_BYTES,
      1,
      rows,
      outputs.length,
      0,
    );
    this.#window.advance(slot, rows);
  }
}
