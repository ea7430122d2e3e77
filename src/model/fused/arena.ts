/** Bytes per value. */
export const VALUE_BYTES = 4;
/** Bytes per page of a WebAssembly memory. */
const PAGE_BYTES = 65_536;
/** Arrays begin at multiples of this, bytes: the size of a cache line. */
const ALIGNMENT = 64;

/** Lays out arrays in a WebAssembly memory, one after another. The memory grows as needed; nothing is freed. */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  /** First free byte. Address 0 stays free, because it stands for "none". */
  #end: number;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#end = Math.max(ALIGNMENT, memory.buffer.byteLength);
  }

  /**
   * Reserves memory of zeros.
   * @returns its address
   * @throws RangeError if the device has no memory left
   */
  reserve(bytes: number): number {
    const address = this.#end;
    this.#end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
    return address;
  }

  /** Copies values into the memory. @returns their address @throws RangeError if the device has no memory left */
  place(values: Float32Array): number {
    const address = this.reserve(values.byteLength);
    this.view(address, values.length).set(values);
    return address;
  }

  /** Returns values in place. The next `reserve` may invalidate the view. */
  view(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }
}
