import type { ConvManifest } from '../manifest.js';
import { VALUE_BYTES } from './arena.js';
import type { Axis } from './axis.js';
import { frameAxis, type FusedGrid } from './grid.js';
import type { Kernels } from './kernels.js';
import { mostFrames, type Plan } from './plan.js';
import { StridedConv } from './strided-conv.js';

/** Convolutions with stride in frequency only; the tensor version is `architectures/conv-stack.ts`. */
export class FastBranch {
  /** Values of a row. */
  readonly output: Axis;
  /** Address of the rows that the last call of `run` computed. */
  readonly y: number;
  readonly #kernels: Kernels;
  readonly #convolutions: readonly StridedConv[];
  /** Size of an input frame, bytes. */
  readonly #inputBytes: number;

  /** @param name of a convolution, without its number */
  constructor(plan: Plan, manifest: readonly ConvManifest[], name: string, input: FusedGrid) {
    let grid = input;
    this.#convolutions = manifest.map(({ kernel, strideF, channels }, i) => {
      const options = { kernel, stride: [1, strideF], channels, activation: 'relu' } as const;
      const convolution = new StridedConv(plan, `${name}${i}`, grid, options);
      grid = convolution.output;
      return convolution;
    });
    this.output = frameAxis(grid);
    this.y = plan.arena.reserve(mostFrames(grid.stride) * this.output.length * VALUE_BYTES);
    this.#kernels = plan.kernels;
    this.#inputBytes = frameAxis(input).length * VALUE_BYTES;
  }

  /**
   * Computes a row for each frame.
   * @param x address of the frames
   * @param isSilent whether everything before them was the same as the first of them
   */
  run(slot: number, x: number, frames: number, isSilent: boolean): void {
    const inputOf = (i: number) => this.#convolutions[i]?.input(slot) ?? this.y;
    this.#kernels.move(x, inputOf(0), frames * this.#inputBytes);
    this.#convolutions.forEach((convolution, i) => convolution.run(slot, frames, 0, inputOf(i + 1), isSilent));
  }
}
