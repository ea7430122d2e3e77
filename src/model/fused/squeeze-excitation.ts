import { axis } from './axis.js';
import { VALUE_BYTES } from './arena.js';
import type { FusedGrid } from './grid.js';
import type { Kernels } from './kernels.js';
import { mostFrames, type Plan } from './plan.js';
import { Product } from './product.js';

/** Squeeze-excitation in place. State: the mean over the decaying past, as in the tensor version. */
export class SqueezeExcitation {
  readonly #kernels: Kernels;
  readonly #grid: FusedGrid;
  readonly #decay: number;
  readonly #squeeze: Product;
  readonly #excite: Product;
  readonly #mean: number;
  readonly #means: number;
  readonly #squeezed: number;
  readonly #logits: number;

  /**
   * @param name of the block, with the weights `<name>/squeeze/…` and `<name>/excite/…`
   * @param squeezed channels between the two products
   * @param decay share of the mean that remains after a frame
   */
  constructor(plan: Plan, name: string, grid: FusedGrid, squeezed: number, decay: number) {
    const [outer, inner] = [axis(grid.channels), axis(squeezed)];
    const most = mostFrames(grid.stride);
    this.#kernels = plan.kernels;
    this.#grid = grid;
    this.#decay = decay;
    this.#squeeze = Product.named(plan, `${name}/squeeze`, outer, inner, 'relu');
    this.#excite = Product.named(plan, `${name}/excite`, inner, outer, 'linear');
    this.#mean = plan.slot.addState(1, outer);
    this.#means = plan.arena.reserve(most * outer.length * VALUE_BYTES);
    this.#squeezed = plan.arena.reserve(most * inner.length * VALUE_BYTES);
    this.#logits = plan.arena.reserve(most * outer.length * VALUE_BYTES);
  }

  /**
   * Scales frames.
   * @param x their address
   * @param isSilent whether everything before them was the same as the first of them
   */
  run(slot: number, x: number, frames: number, isSilent: boolean): void {
    const { bands, pitch } = this.#grid;
    const mean = slot + this.#mean;
    if (isSilent) this.#kernels.bandMeans(x, mean, 1, bands, pitch);
    this.#kernels.bandMeans(x, this.#means, frames, bands, pitch);
    this.#kernels.decayMeans(this.#means, mean, frames, pitch, this.#decay);
    this.#squeeze.run(this.#means, this.#squeezed, frames);
    this.#excite.run(this.#squeezed, this.#logits, frames);
    this.#kernels.applyGates(x, this.#logits, frames, bands, pitch);
  }
}
