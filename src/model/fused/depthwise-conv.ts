import { convolvedBands } from '../layers/causal-conv2d.js';
import { ACTIVATIONS } from './activations.js';
import { axis, packRows } from './axis.js';
import { frameAxis, gridOf, type FusedGrid } from './grid.js';
import type { Kernels } from './kernels.js';
import { mostFrames, type Plan } from './plan.js';
import type { StridedConvOptions } from './strided-conv.js';
import { TimeWindow } from './time-window.js';

/** Geometry of a convolution of each channel. */
export interface DepthwiseConvOptions extends Omit<StridedConvOptions, 'channels'> {
  /** Distance between taps in time, input frames. */
  readonly dilation: number;
}

/**
 * A causal convolution over time and frequency of each channel, with strides in both. State: the past frames that it reads, as in
 * the tensor version (`layers/strided-conv2d.ts`).
 */
export class DepthwiseConv {
  readonly output: FusedGrid;
  readonly #kernels: Kernels;
  readonly #input: FusedGrid;
  readonly #options: DepthwiseConvOptions;
  readonly #window: TimeWindow;
  readonly #kernel: number;
  readonly #bias: number;

  /** @param name of the weights, `<name>/kernel` and `<name>/bias` */
  constructor(plan: Plan, name: string, input: FusedGrid, options: DepthwiseConvOptions) {
    const { dilation } = options;
    const [taps, kernelF] = options.kernel;
    const [strideT, strideF] = options.stride;
    this.output = gridOf(convolvedBands(input.bands, kernelF, strideF), input.channels, input.stride * strideT);
    this.#kernels = plan.kernels;
    this.#input = input;
    this.#options = options;
    const time = { taps, stride: strideT, dilation };
    this.#window = new TimeWindow(plan, time, frameAxis(input), mostFrames(input.stride));
    const channels = axis(input.channels);
    this.#kernel = plan.arena.place(packRows(plan.weights(`${name}/kernel`), channels));
    this.#bias = plan.arena.place(packRows(plan.weights(`${name}/bias`), channels));
  }

  /** Returns the address at which the next input frames are written. */
  input(slot: number): number {
    return this.#window.newest(slot);
  }

  /**
   * Computes the outputs that the next frames complete.
   *
   * @param phase frames before these since the stream's start, modulo the stride in time
   * @param y address of the outputs
   * @param isSilent whether everything before the frames was the same as the first of them
   * @returns the number of outputs
   */
  run(slot: number, frames: number, phase: number, y: number, isSilent: boolean): number {
    const { bands, pitch } = this.#input;
    const { dilation, activation } = this.#options;
    const [taps, kernelF] = this.#options.kernel;
    const [strideT, strideF] = this.#options.stride;
    const { frameBytes } = this.#window;
    if (isSilent) this.#window.fill(slot);
    const completed = this.#window.completed(frames, phase);
    if (completed > 0) {
      this.#kernels.depthwise(
        this.#window.first(slot, phase),
        strideT * frameBytes,
        dilation * frameBytes,
        taps,
        kernelF,
        strideF,
        bands,
        pitch,
        this.#kernel,
        this.#bias,
        y,
        completed,
        this.output.bands,
        ACTIVATIONS[activation],
      );
    }
    this.#window.advance(slot, frames);
    return completed;
  }
}
