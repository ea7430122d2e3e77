import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import type { TwoSpeedManifest } from '../manifest.js';
import { axis, type Axis } from './axis.js';
import { FastBranch } from './fast-branch.js';
import { frameAxis } from './grid.js';
import { HeldProduct, type HeldRates } from './held-product.js';
import type { Plan } from './plan.js';
import { Product } from './product.js';
import { FusedTrunk } from './trunk.js';

/** A front of two speeds; the tensor version is `architectures/two-speed-front.ts`. */
export class TwoSpeedFront {
  /** Rates of the embedding and of the rows. */
  readonly rates: HeldRates;
  /** The slow values, which only the heads read. */
  readonly slow: HeldProduct;
  /** A row's slow values. */
  readonly slowAxis: Axis;
  readonly #trunk: FusedTrunk;
  readonly #fastBlock: number;
  readonly #fast: FastBranch;
  readonly #dense: Product;
  /** Taps by their block. */
  readonly #taps: ReadonlyMap<number, HeldProduct>;
  readonly #embedding: HeldProduct;

  /**
   * @param name of the dense layer
   * @param units of the dense layer
   */
  constructor(
    plan: Plan,
    { trunk, fast, taps, slow }: TwoSpeedManifest,
    { bands, hopSeconds }: FeatureGeometry,
    name: string,
    units: number,
  ) {
    this.#trunk = new FusedTrunk(plan, trunk, bands, hopSeconds);
    const { parts, period, embedding } = this.#trunk;
    const source = parts[fast.block]!.output;
    const rows = axis(units);
    this.rates = { value: period, row: source.stride };
    this.slowAxis = axis(slow);
    this.#fastBlock = fast.block;
    this.#fast = new FastBranch(plan, fast.conv, 'fast/conv', source);
    this.#dense = Product.named(plan, name, this.#fast.output, rows, 'relu');
    const held = (kernel: string, inputs: Axis, value: number) => {
      const rates = { value, row: source.stride };
      const options = { inputs, outputs: rows, activation: 'linear', rates, isState: true } as const;
      return new HeldProduct(plan, { kernel: plan.weights(kernel) }, options);
    };
    this.#taps = new Map(
      taps.map((block, j) => {
        const { output } = parts[block]!;
        return [block, held(`${name}/tap${j}`, frameAxis(output), output.stride)];
      }),
    );
    this.#embedding = held(`${name}/embedding`, embedding, period);
    const slowWeights = { kernel: plan.weights('slow/kernel'), bias: plan.weights('slow/bias') };
    this.slow = new HeldProduct(plan, slowWeights, {
      inputs: embedding,
      outputs: this.slowAxis,
      activation: 'hard-swish',
      rates: this.rates,
      isState: true,
    });
  }

  /** Returns the address at which the next input frames are written. */
  input(slot: number): number {
    return this.#trunk.input(slot);
  }

  /**
   * Computes the rows that the next frames complete, but leaves the step of the slow values to the caller.
   *
   * @param phase frames before these since the stream's start, modulo the period
   * @param y address of the rows
   * @param isSilent whether everything before the frames was the same as the first of them
   * @returns the numbers of rows and of slow values
   */
  run(slot: number, frames: number, phase: number, y: number, isSilent: boolean): { rows: number; slow: number } {
    let rows = 0;
    const { embeddings } = this.#trunk;
    const completed = this.#trunk.run(slot, frames, phase, isSilent, (part, x, count) => {
      this.#taps.get(part)?.complete(slot, x, count);
      if (part !== this.#fastBlock) return;
      this.#fast.run(slot, x, count, isSilent);
      rows = count;
    });
    if (completed > 0) {
      this.#embedding.complete(slot, embeddings, completed);
      this.slow.complete(slot, embeddings, completed);
    }
    if (rows > 0) this.#finishRows(slot, y, rows, Math.floor(phase / this.rates.row));
    return { rows, slow: completed };
  }

  #finishRows(slot: number, y: number, rows: number, rowsBefore: number): void {
    this.#embedding.spread(slot, y, rows, rowsBefore, false);
    for (const tap of this.#taps.values()) tap.spread(slot, y, rows, rowsBefore, true);
    this.#dense.run(this.#fast.y, y, rows, y);
    this.#embedding.advance(slot);
    for (const tap of this.#taps.values()) tap.advance(slot);
  }
}
