import { VALUE_BYTES } from './arena.js';
import type { Axis } from './axis.js';

/** A state tensor in a slot. */
export interface Field {
  /** Distance from the slot's beginning, bytes. */
  readonly offset: number;
  /** Number of rows. */
  readonly rows: number;
  /** Values of a row. */
  readonly axis: Axis;
}

/**
 * Lays out a slot, the memory of one listener. A slot holds the state tensors, in the order of the tensor version, and values
 * that follow from them.
 */
export class SlotLayout {
  /** The state tensors. */
  readonly fields: Field[] = [];
  /** Size of a slot, bytes. */
  bytes = 0;

  /** Adds a state tensor. @param room rows behind it that only hold intermediate values @returns its distance from the slot's beginning, bytes */
  addState(rows: number, axis: Axis, room = 0): number {
    const offset = this.add((rows + room) * axis.length);
    this.fields.push({ offset, rows, axis });
    return offset;
  }

  /** Adds values that follow from the state. @returns their distance from the slot's beginning, bytes */
  add(values: number): number {
    const offset = this.bytes;
    this.bytes += values * VALUE_BYTES;
    return offset;
  }
}
