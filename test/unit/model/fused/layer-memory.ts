import { Arena } from '../../../../src/model/fused/arena.js';
import { packRows, unpackRows, type Axis } from '../../../../src/model/fused/axis.js';
import { startKernels } from '../../../../src/model/fused/kernels.js';
import { Plan } from '../../../../src/model/fused/plan.js';
import { Slots } from '../../../../src/model/fused/slots.js';

/** Memory of the kernels with one layer and one slot, which begins with zeros. */
export class LayerMemory<L> {
  readonly layer: L;
  readonly slot: number;
  readonly #arena: Arena;
  readonly #slots: Slots;

  /**
   * @param weights row-major, by name
   * @param build creates the layer
   */
  constructor(weights: Readonly<Record<string, Float32Array>>, build: (plan: Plan) => L) {
    const kernels = startKernels();
    this.#arena = new Arena(kernels.memory);
    const tensors = new Map(
      Object.entries(weights).map(([name, values]) => [name, { shape: [values.length], values }]),
    );
    const plan = new Plan(kernels, this.#arena, tensors);
    this.layer = build(plan);
    this.#slots = new Slots(kernels, this.#arena, plan.slot);
    this.slot = this.#slots.open();
  }

  /** Reserves memory for rows. @returns its address */
  reserve(rows: number, { length }: Axis): number {
    return this.#arena.reserve(4 * rows * length);
  }

  /** Writes rows `[rows, values of the axis]`. */
  write(address: number, values: Float32Array, axis: Axis): void {
    const packed = packRows(values, axis);
    this.#arena.view(address, packed.length).set(packed);
  }

  /** Reads rows, and checks that the zeros between their values are zeros. */
  read(address: number, rows: number, axis: Axis): Float32Array {
    const packed = this.#arena.view(address, rows * axis.length);
    const values = unpackRows(packed, axis);
    packRows(values, axis).forEach((value, i) => {
      if (value !== packed[i] && !Number.isNaN(value))
        throw new Error(`Value ${i} of the rows is ${packed[i]}, not ${value}`);
    });
    return values;
  }

  /** Returns the state tensors. */
  state(): Float32Array[] {
    return this.#slots.read(this.slot);
  }
}
