import type { NetworkRows, NetworkStream } from '../network/network-stream.js';

/** A network as a function of frames and a slot. Its methods throw an Error after the weights are freed, except `closeSlot`. */
export interface SlotFunction {
  /** Input frames after which the same layers are due again. */
  readonly period: number;
  /** Values per input frame. */
  readonly bands: number;
  /** Returns a slot in the state before the first frame. */
  openSlot(): number;
  /** Frees a slot. */
  closeSlot(slot: number): void;
  /** Returns a slot to the state before the first frame. */
  resetSlot(slot: number): void;
  /** Returns the values of every state tensor. */
  readSlot(slot: number): Float32Array[];
  /** Sets the values of every state tensor. */
  writeSlot(slot: number, values: readonly Float32Array[]): void;
  /** Computes the next frames `[T × bands]` and advances the slot. */
  forward(slot: number, frames: Float32Array, phase: number, wantsEmbedding: boolean): NetworkRows;
}

/** A stream whose state is a slot in the memory of a fused network. */
export class FusedStream implements NetworkStream {
  readonly #network: SlotFunction;
  readonly #slot: number;
  #phase = 0;
  #isOpen = true;

  constructor(network: SlotFunction) {
    this.#network = network;
    this.#slot = network.openSlot();
  }

  get phase(): number {
    return this.#phase;
  }

  async advance(frames: Float32Array, wantsEmbedding = false): Promise<NetworkRows> {
    const { period, bands } = this.#network;
    const rows = this.#network.forward(this.#slot, frames, this.#phase, wantsEmbedding);
    this.#phase = (this.#phase + frames.length / bands) % period;
    return rows;
  }

  reset(phase: number): void {
    this.#network.resetSlot(this.#slot);
    this.#phase = phase;
  }

  async exportState(): Promise<Float32Array[]> {
    return this.#network.readSlot(this.#slot);
  }

  importState(values: readonly Float32Array[], phase: number): void {
    this.#network.writeSlot(this.#slot, values);
    this.#phase = phase;
  }

  dispose(): void {
    if (this.#isOpen) this.#network.closeSlot(this.#slot);
    this.#isOpen = false;
  }
}
