import { pastFrames, type TimeTaps } from '../layers/time-window.js';
import { VALUE_BYTES } from './arena.js';
import type { Axis } from './axis.js';
import type { Kernels } from './kernels.js';
import type { Plan } from './plan.js';

/**
 * The past frames that a layer reads, in a slot, with room for new ones behind them. The layer before writes its output there.
 * So past and new frames lie side by side, and need not be joined. The past is a state tensor.
 */
export class TimeWindow {
  /** Size of a frame, bytes. */
  readonly frameBytes: number;
  readonly #kernels: Kernels;
  /** From the slot's beginning to the oldest frame, bytes. */
  readonly #offset: number;
  readonly #past: number;
  readonly #stride: number;

  /**
   * @param time taps of the layer
   * @param axis values of a frame
   * @param most frames that can be new at once
   */
  constructor({ kernels, slot }: Plan, time: TimeTaps, axis: Axis, most: number) {
    this.#kernels = kernels;
    this.#past = pastFrames(time);
    this.#stride = time.stride;
    this.frameBytes = axis.length * VALUE_BYTES;
    this.#offset = slot.addState(this.#past, axis, most);
  }

  /** Returns the address at which new frames are written. */
  newest(slot: number): number {
    return slot + this.#offset + this.#past * this.frameBytes;
  }

  /**
   * Returns the address of the oldest frame that the first output reads.
   * @param phase frames before the new ones since the stream's start, modulo the stride
   */
  first(slot: number, phase: number): number {
    return slot + this.#offset + (this.#stride - 1 - phase) * this.frameBytes;
  }

  /** Returns the number of outputs that new frames complete. */
  completed(frames: number, phase: number): number {
    return Math.floor((phase + frames) / this.#stride);
  }

  /** Fills the past with the first new frame. */
  fill(slot: number): void {
    const newest = this.newest(slot);
    for (let i = 1; i <= this.#past; i++) this.#kernels.move(newest, newest - i * this.frameBytes, this.frameBytes);
  }

  /** Makes new frames past ones. */
  advance(slot: number, frames: number): void {
    const start = slot + this.#offset;
    this.#kernels.move(start + frames * this.frameBytes, start, this.#past * this.frameBytes);
  }
}
