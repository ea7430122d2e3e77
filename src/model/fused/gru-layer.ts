import { VALUE_BYTES } from './arena.js';
import { axis, packKernel, packRows } from './axis.js';
import type { Kernels } from './kernels.js';
import type { Plan } from './plan.js';
import { Product } from './product.js';
import type { FusedRowLayers, RowValues } from './row-layers.js';

/** A GRU whose heads read `[gru, x]`; the tensor version is `architectures/gru-layer.ts`. */
export class GruLayer implements FusedRowLayers {
  readonly outputs: readonly RowValues[];
  readonly #kernels: Kernels;
  /** Units with zeros after them. */
  readonly #units: number;
  readonly #x: number;
  readonly #fromInput: Product;
  /** Result of that product, `[rows, 3u]`. */
  readonly #gates: number;
  readonly #kernel: number;
  readonly #bias: number;
  /** Memory for the recurrent product, `[3u]`. */
  readonly #recurrent: number;
  /** From the slot's beginning to h, bytes. */
  readonly #h: number;
  readonly #y: number;

  /**
   * @param inputs values of x
   * @param most rows at once
   */
  constructor(plan: Plan, units: number, inputs: number, most: number) {
    const { kernels, arena, slot } = plan;
    const [x, h, gates] = [axis(inputs), axis(units), axis(units, units, units)];
    const fromInput = { kernel: plan.weights('gru/kernel'), bias: plan.weights('gru/bias') };
    this.#kernels = kernels;
    this.#units = h.length;
    this.#x = arena.reserve(most * x.length * VALUE_BYTES);
    this.#fromInput = new Product(plan, fromInput, x, gates, 'linear');
    this.#gates = arena.reserve(most * gates.length * VALUE_BYTES);
    this.#kernel = arena.place(packKernel(plan.weights('gru/recurrentKernel'), 1, h, gates));
    this.#bias = arena.place(packRows(plan.weights('gru/recurrentBias'), gates));
    this.#recurrent = arena.reserve(gates.length * VALUE_BYTES);
    this.#h = slot.addState(1, h);
    this.#y = arena.reserve(most * h.length * VALUE_BYTES);
    this.outputs = [
      { axis: h, address: () => this.#y },
      { axis: x, address: () => this.#x },
    ];
  }

  input(): number {
    return this.#x;
  }

  run(slot: number, rows: number, isSilent: boolean): void {
    if (isSilent) return; // h begins with zeros
    this.#fromInput.run(this.#x, this.#gates, rows);
    const h = slot + this.#h;
    this.#kernels.gru(this.#gates, this.#kernel, this.#bias, this.#recurrent, h, this.#y, rows, this.#units);
  }
}
