import type { Model } from '../manifest.js';
import { MAX_PIECE_FRAMES } from '../network/network-stream.js';
import type { Arena } from './arena.js';
import type { Kernels } from './kernels.js';
import { SlotLayout } from './slot-layout.js';

/** What the layers of a network are built from: the kernels, memory for weights and intermediate values, and slots. */
export class Plan {
  /** The layers add their state in the order of the tensor version. */
  readonly slot = new SlotLayout();
  readonly #tensors: Model['tensors'];

  constructor(
    readonly kernels: Kernels,
    readonly arena: Arena,
    tensors: Model['tensors'],
  ) {
    this.#tensors = tensors;
  }

  /** Returns the values of a weight tensor, row-major. */
  weights(name: string): Float32Array {
    return this.#tensors.get(name)!.values;
  }
}

/** Returns the most frames that a piece can complete in a layer. @param stride input frames of the network per frame there */
export function mostFrames(stride: number): number {
  return Math.ceil(MAX_PIECE_FRAMES / stride);
}
