import type { Activation } from '../layers/activation.js';
import { ACTIVATIONS } from './activations.js';
import { VALUE_BYTES } from './arena.js';
import { packKernel, packRows, type Axis } from './axis.js';
import type { Kernels } from './kernels.js';
import type { Plan } from './plan.js';

/** Weights of a product. */
export interface ProductWeights {
  /** `[inputs, outputs]` */
  readonly kernel: Float32Array;
  /** `[outputs]`; zeros when absent. */
  readonly bias?: Float32Array | undefined;
}

/** A product of rows with a matrix: `activation(x · kernel + bias + addend)`. */
export class Product {
  readonly #kernels: Kernels;
  readonly #kernel: number;
  readonly #bias: number;
  readonly #activation: number;

  constructor(
    { kernels, arena }: Plan,
    { kernel, bias }: ProductWeights,
    readonly inputs: Axis,
    readonly outputs: Axis,
    activation: Activation,
  ) {
    this.#kernels = kernels;
    this.#kernel = arena.place(packKernel(kernel, 1, inputs, outputs));
    this.#bias = arena.place(packRows(bias ?? new Float32Array(outputs.places.length), outputs));
    this.#activation = ACTIVATIONS[activation];
  }

  /** Builds the product of a dense layer with the weights `<name>/kernel` and `<name>/bias`. */
  static named(plan: Plan, name: string, inputs: Axis, outputs: Axis, activation: Activation): Product {
    const weights = { kernel: plan.weights(`${name}/kernel`), bias: plan.weights(`${name}/bias`) };
    return new Product(plan, weights, inputs, outputs, activation);
  }

  /**
   * Computes rows.
   * @param x address of the first row
   * @param y address of the first result
   * @param addend address of rows to add before the activation, arranged like `y` and possibly at the same place; 0 for none
   */
  run(x: number, y: number, rows: number, addend = 0): void {
    this.#kernels.convolve(
      x,
      0,
      0,
      this.inputs.length * VALUE_BYTES,
      1,
      1,
      1,
      rows,
      this.inputs.length,
      this.#kernel,
      this.#bias,
      addend,
      y,
      this.outputs.length * VALUE_BYTES,
      1,
      rows,
      this.outputs.length,
      this.#activation,
    );
  }
}
