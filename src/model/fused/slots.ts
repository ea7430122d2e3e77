import type { Arena } from './arena.js';
import { packRows, unpackRows } from './axis.js';
import type { Kernels } from './kernels.js';
import type { SlotLayout } from './slot-layout.js';

/** The slots of a network: one per listener, and one that keeps the state before the first frame. */
export class Slots {
  /** Address of the slot in the state before the first frame. */
  readonly initial: number;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #layout: SlotLayout;
  /** Addresses of slots that nobody uses any more. */
  readonly #free: number[] = [];

  constructor(kernels: Kernels, arena: Arena, layout: SlotLayout) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#layout = layout;
    this.initial = arena.reserve(layout.bytes);
  }

  /** Returns the address of a slot in the initial state. @throws RangeError if the device has no memory left */
  open(): number {
    const slot = this.#free.pop() ?? this.#arena.reserve(this.#layout.bytes);
    this.reset(slot);
    return slot;
  }

  /** Returns a slot to the initial state. */
  reset(slot: number): void {
    this.#kernels.move(this.initial, slot, this.#layout.bytes);
  }

  /** Frees a slot for the next listener. */
  close(slot: number): void {
    this.#free.push(slot);
  }

  /** Returns the values of every state tensor. */
  read(slot: number): Float32Array[] {
    return this.#layout.fields.map(({ offset, rows, axis }) =>
      unpackRows(this.#arena.view(slot + offset, rows * axis.length), axis),
    );
  }

  /** Sets the values of every state tensor. */
  write(slot: number, values: readonly Float32Array[]): void {
    this.#layout.fields.forEach(({ offset, rows, axis }, i) => {
      this.#arena.view(slot + offset, rows * axis.length).set(packRows(values[i]!, axis));
    });
  }
}
