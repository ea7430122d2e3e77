import type { TrunkManifest } from '../manifest.js';
import { VALUE_BYTES } from './arena.js';
import { axis, type Axis } from './axis.js';
import { inputGrid, type FusedGrid } from './grid.js';
import { InvertedResidual } from './inverted-residual.js';
import type { Kernels } from './kernels.js';
import { mostFrames, type Plan } from './plan.js';
import { Product } from './product.js';
import { StridedConv } from './strided-conv.js';
import type { FusedTrunkPart } from './trunk-part.js';

/** Receives the outputs of the stem (0) and of each block, as soon as they are complete. @param y their address */
export type OutputReader = (part: number, y: number, frames: number) => void;

/** A trunk; the tensor version is `architectures/trunk.ts`. */
export class FusedTrunk {
  /** Input frames per embedding. */
  readonly period: number;
  /** Values of an embedding. */
  readonly embedding: Axis;
  /** Address of the embeddings that the last call of `run` completed. */
  readonly embeddings: number;
  /** The stem, then each block. */
  readonly parts: readonly FusedTrunkPart[];
  readonly #kernels: Kernels;
  readonly #output: FusedGrid;
  /** Output of the last block. */
  readonly #blocks: number;
  readonly #last: Product;
  /** Output of the last product. */
  readonly #widened: number;

  /**
   * @param bands values per input frame
   * @param hop between input frames, seconds
   */
  constructor(plan: Plan, manifest: TrunkManifest, bands: number, hop: number) {
    const { stem, blocks, embedding, squeezeSeconds } = manifest;
    const parts: FusedTrunkPart[] = [
      new StridedConv(plan, 'trunk/stem', inputGrid(bands), { ...stem, activation: 'hard-swish' }),
    ];
    blocks.forEach((block, i) => {
      const times = { hop, squeeze: squeezeSeconds };
      parts.push(new InvertedResidual(plan, block, `trunk/block${i + 1}`, parts[i]!.output, times));
    });
    const { output } = parts[parts.length - 1]!;
    const rows = mostFrames(output.stride) * output.bands;
    this.parts = parts;
    this.period = output.stride;
    this.embedding = axis(embedding);
    this.embeddings = plan.arena.reserve(mostFrames(output.stride) * this.embedding.length * VALUE_BYTES);
    this.#kernels = plan.kernels;
    this.#output = output;
    this.#blocks = plan.arena.reserve(rows * output.pitch * VALUE_BYTES);
    this.#last = Product.named(plan, 'trunk/last', axis(output.channels), this.embedding, 'hard-swish');
    this.#widened = plan.arena.reserve(rows * this.embedding.length * VALUE_BYTES);
  }

  /** Returns the address at which the next input frames are written. */
  input(slot: number): number {
    return this.parts[0]!.input(slot);
  }

  /**
   * Computes what the next frames complete.
   *
   * @param phase frames before these since the stream's start, modulo the period
   * @param isSilent whether everything before the frames was the same as the first of them
   * @returns the number of embeddings
   */
  run(slot: number, frames: number, phase: number, isSilent: boolean, read?: OutputReader): number {
    let completed = frames;
    let stride = 1;
    for (let i = 0; i < this.parts.length; i++) {
      const part = this.parts[i]!;
      const y = this.parts[i + 1]?.input(slot) ?? this.#blocks;
      const framesBefore = Math.floor(phase / stride) % (part.output.stride / stride);
      completed = part.run(slot, completed, framesBefore, y, isSilent);
      if (completed === 0) return 0;
      read?.(i, y, completed);
      stride = part.output.stride;
    }
    const { bands } = this.#output;
    this.#last.run(this.#blocks, this.#widened, completed * bands);
    this.#kernels.bandMeans(this.#widened, this.embeddings, completed, bands, this.embedding.length);
    return completed;
  }
}
