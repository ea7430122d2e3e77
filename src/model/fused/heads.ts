import type { HeadManifest } from '../manifest.js';
import { VALUE_BYTES } from './arena.js';
import { axis, type Axis } from './axis.js';
import { HeldProduct, type HeldRates } from './held-product.js';
import type { Plan } from './plan.js';
import { Product } from './product.js';
import type { RowValues } from './row-layers.js';

/** Values that the heads read beside the rows, and that change more slowly. */
export interface SlowInput {
  readonly axis: Axis;
  readonly rates: HeldRates;
}

/** The heads of a network side by side. They are a sum of products, one per part of a row. */
export class Heads {
  readonly classes: Axis;
  /** Address of the logits that the last call of `run` computed, `[rows, classes]`. */
  readonly logits: number;
  readonly #parts: readonly { readonly product: Product; readonly values: RowValues }[];
  readonly #slow: HeldProduct | undefined;

  /**
   * @param inputs parts of a row, in the order of the kernels
   * @param most rows at once
   * @param slow read after them, if there are any
   */
  constructor(
    plan: Plan,
    manifests: readonly HeadManifest[],
    inputs: readonly RowValues[],
    most: number,
    slow?: SlowInput,
  ) {
    const { kernel, bias } = joinedHeads(plan, manifests);
    let rest = kernel;
    const next = ({ places }: Axis) => {
      const own = rest.subarray(0, places.length * bias.length);
      rest = rest.subarray(own.length);
      return own;
    };
    this.classes = axis(bias.length);
    this.logits = plan.arena.reserve(most * this.classes.length * VALUE_BYTES);
    this.#parts = inputs.map((values, i) => {
      const weights = { kernel: next(values.axis), bias: i === 0 && !slow ? bias : undefined };
      return { product: new Product(plan, weights, values.axis, this.classes, 'linear'), values };
    });
    this.#slow =
      slow &&
      new HeldProduct(
        plan,
        { kernel: next(slow.axis), bias },
        { inputs: slow.axis, outputs: this.classes, activation: 'linear', rates: slow.rates, isState: false },
      );
  }

  /** Computes the part of the logits that depends on slow values which the step completes. @param x their address */
  completeSlow(slot: number, x: number, count: number): void {
    this.#slow?.complete(slot, x, count);
  }

  /** Computes that part again, after the newest slow values have been set. @param x their address */
  restoreSlow(slot: number, x: number): void {
    this.#slow?.restore(slot, x);
  }

  /** Computes rows of logits. @param rowsBefore rows before these since the stream's start, modulo those of a period */
  run(slot: number, rows: number, rowsBefore: number): void {
    this.#slow?.spread(slot, this.logits, rows, rowsBefore, false);
    this.#parts.forEach(({ product, values }, i) => {
      product.run(values.address(slot), this.logits, rows, i > 0 || this.#slow ? this.logits : 0);
    });
    this.#slow?.advance(slot);
  }
}

/** Returns the weights of all heads side by side, `[width, all classes]` and `[all classes]`. */
function joinedHeads(plan: Plan, manifests: readonly HeadManifest[]): { kernel: Float32Array; bias: Float32Array } {
  const heads = manifests.map(({ name, classes }) => ({
    kernel: plan.weights(`head.${name}/kernel`),
    bias: plan.weights(`head.${name}/bias`),
    classes: classes.length,
  }));
  const total = heads.reduce((sum, { classes }) => sum + classes, 0);
  const width = heads[0]!.kernel.length / heads[0]!.classes;
  const joined = { kernel: new Float32Array(width * total), bias: new Float32Array(total) };
  let first = 0;
  for (const { kernel, bias, classes } of heads) {
    joined.bias.set(bias, first);
    for (let row = 0; row < width; row++) {
      joined.kernel.set(kernel.subarray(row * classes, (row + 1) * classes), row * total + first);
    }
    first += classes;
  }
  return joined;
}
