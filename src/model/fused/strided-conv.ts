import type { Activation } from '../layers/activation.js';
import { convolvedBands } from '../layers/causal-conv2d.js';
import { ACTIVATIONS } from './activations.js';
import { VALUE_BYTES } from './arena.js';
import { axis, bandsAxis, packKernel, packRows } from './axis.js';
import { frameAxis, gridOf, type FusedGrid } from './grid.js';
import type { Kernels } from './kernels.js';
import { mostFrames, type Plan } from './plan.js';
import { TimeWindow } from './time-window.js';

/** Geometry of a convolution. */
export interface StridedConvOptions {
  /** `[frames, bands]`; an odd number of bands. */
  readonly kernel: readonly [number, number];
  /** Stride in time and in frequency. */
  readonly stride: readonly [number, number];
  /** Number of output channels. */
  readonly channels: number;
  readonly activation: Activation;
}

/**
 * A causal convolution over time and frequency with strides in both. State: the past frames that it reads, as in the tensor
 * version (`layers/strided-conv2d.ts`).
 */
export class StridedConv {
  readonly output: FusedGrid;
  readonly #kernels: Kernels;
  readonly #input: FusedGrid;
  readonly #options: StridedConvOptions;
  readonly #window: TimeWindow;
  readonly #kernel: number;
  readonly #bias: number;

  /** @param name of the weights, `<name>/kernel` and `<name>/bias` */
  constructor(plan: Plan, name: string, input: FusedGrid, options: StridedConvOptions) {
    const { channels } = options;
    const [taps, kernelF] = options.kernel;
    const [strideT, strideF] = options.stride;
    this.output = gridOf(convolvedBands(input.bands, kernelF, strideF), channels, input.stride * strideT);
    this.#kernels = plan.kernels;
    this.#input = input;
    this.#options = options;
    const time = { taps, stride: strideT, dilation: 1 };
    this.#window = new TimeWindow(plan, time, frameAxis(input), mostFrames(input.stride));
    const inputs = bandsAxis(kernelF, input.channels, input.pitch);
    const outputs = axis(channels);
    this.#kernel = plan.arena.place(packKernel(plan.weights(`${name}/kernel`), taps, inputs, outputs));
    this.#bias = plan.arena.place(packRows(plan.weights(`${name}/bias`), outputs));
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
    const [taps, kernelF] = this.#options.kernel;
    const [strideT, strideF] = this.#options.stride;
    const { frameBytes } = this.#window;
    if (isSilent) this.#window.fill(slot);
    const completed = this.#window.completed(frames, phase);
    if (completed > 0) {
      this.#kernels.convolve(
        this.#window.first(slot, phase),
        strideT * frameBytes,
        frameBytes,
        strideF * pitch * VALUE_BYTES,
        taps,
        kernelF,
        strideF,
        bands,
        pitch,
        this.#kernel,
        this.#bias,
        0,
        y,
        this.output.pitch * VALUE_BYTES,
        completed,
        this.output.bands,
        this.output.pitch,
        ACTIVATIONS[this.#options.activation],
      );
    }
    this.#window.advance(slot, frames);
    return completed;
  }
}
