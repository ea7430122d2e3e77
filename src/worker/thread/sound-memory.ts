import type { KeptSound } from '../contract.js';

/** Keeps the newest seconds of sound in a ring buffer, 16 bits per sample. Dropped samples become silence. */
export class SoundMemory {
  readonly #sampleRate: number;
  readonly #ring: Int16Array;
  /** Positions in samples of session time: that of the oldest kept sample, and that after the newest. */
  #begin = 0;
  #end = 0;

  /**
   * @param seconds duration to keep
   * @param sampleRate Hz
   */
  constructor(seconds: number, sampleRate: number) {
    this.#sampleRate = sampleRate;
    this.#ring = new Int16Array(Math.round(seconds * sampleRate));
  }

  /** Copies samples into the ring. @param position position of the first sample */
  add(samples: Float32Array, position: number): void {
    const { length } = this.#ring;
    if (this.#begin === this.#end || position < this.#end || position - this.#end >= length) this.#begin = position;
    else for (let missing = this.#end; missing < position; missing++) this.#ring[missing % length] = 0;
    for (let i = 0; i < samples.length; i++) {
      const scaled = Math.round(samples[i]! * 32_767);
      this.#ring[(position + i) % length] = Math.max(-32_768, Math.min(32_767, scaled));
    }
    this.#end = position + samples.length;
    this.#begin = Math.max(this.#begin, this.#end - length);
  }

  /**
   * Returns the kept part of the span from `from` to `to`, session time in seconds.
   * @returns undefined if no part of it is kept
   */
  cut(from: number, to: number): KeptSound | undefined {
    const sampleRate = this.#sampleRate;
    const first = Math.max(this.#begin, Math.round(from * sampleRate));
    const end = Math.min(this.#end, Math.round(to * sampleRate));
    if (!(first < end)) return undefined;
    const { length } = this.#ring;
    const samples = new Int16Array(end - first);
    const start = first % length;
    const head = this.#ring.subarray(start, Math.min(start + samples.length, length));
    samples.set(head);
    samples.set(this.#ring.subarray(0, samples.length - head.length), head.length);
    return { start: first / sampleRate, sampleRate, samples };
  }
}
