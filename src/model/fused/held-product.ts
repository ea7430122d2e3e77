import type { Activation } from '../layers/activation.js';
import { VALUE_BYTES } from './arena.js';
import type { Axis } from './axis.js';
import type { Kernels } from './kernels.js';
import { mostFrames, type Plan } from './plan.js';
import { Product, type ProductWeights } from './product.js';

/** Rates of values and of the rows that read them, input frames of the network. */
export interface HeldRates {
  /** From one value to the next; a multiple of `row`. */
  readonly value: number;
  /** From one row to the next. */
  readonly row: number;
}

/** How the values of a {@link HeldProduct} are computed and kept. */
export interface HeldProductOptions {
  readonly inputs: Axis;
  readonly outputs: Axis;
  readonly activation: Activation;
  readonly rates: HeldRates;
  /** Whether the newest value is a state tensor; otherwise it follows from one. */
  readonly isState: boolean;
}

/**
 * A product with values that change more slowly than the rows that read it. It is computed when they change. A slot holds the
 * newest result, with room for those that a step completes.
 */
export class HeldProduct {
  readonly #kernels: Kernels;
  readonly #product: Product;
  readonly #width: number;
  readonly #rowsPerValue: number;
  /** From the slot's beginning to the newest result, bytes. */
  readonly #offset: number;
  /** Results that the current step has completed. */
  #completed = 0;

  constructor(plan: Plan, weights: ProductWeights, options: HeldProductOptions) {
    const { inputs, outputs, activation, rates, isState } = options;
    const most = mostFrames(rates.value);
    this.#kernels = plan.kernels;
    this.#product = new Product(plan, weights, inputs, outputs, activation);
    this.#width = outputs.length;
    this.#rowsPerValue = rates.value / rates.row;
    this.#offset = isState ? plan.slot.addState(1, outputs, most) : plan.slot.add((1 + most) * outputs.length);
  }

  /** Returns the address of the newest result before the step. */
  newest(slot: number): number {
    return slot + this.#offset;
  }

  /** Returns the address of the results that the step completes. */
  next(slot: number): number {
    return this.newest(slot) + this.#width * VALUE_BYTES;
  }

  /** Computes the results of values that the step completes. @param x their address */
  complete(slot: number, x: number, count: number): void {
    this.#product.run(x, this.next(slot), count);
    this.#completed = count;
  }

  /**
   * Gives each row the newest complete result.
   *
   * @param y address of the rows
   * @param rowsBefore rows before these since the stream's start, modulo those of a period
   * @param adds whether the results are added to the values in `y`, or replace them
   */
  spread(slot: number, y: number, rows: number, rowsBefore: number, adds: boolean): void {
    const offset = rowsBefore % this.#rowsPerValue;
    this.#kernels.spread(this.newest(slot), y, rows, this.#width, offset, this.#rowsPerValue, adds);
  }

  /** Ends the step: keeps the last result that it completed. */
  advance(slot: number): void {
    const bytes = this.#width * VALUE_BYTES;
    const last = this.newest(slot) + this.#completed * bytes;
    if (this.#completed > 0) this.#kernels.move(last, this.newest(slot), bytes);
    this.#completed = 0;
  }

  /** Computes the newest result again, after its value has been set. @param x address of the value */
  restore(slot: number, x: number): void {
    this.#product.run(x, this.newest(slot), 1);
  }
}
