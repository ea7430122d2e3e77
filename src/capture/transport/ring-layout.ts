/**
 * What the two ends of a ring agree on.
 *
 * `storage` holds a ringbuf.js queue of float32. Each block is one atomic push: a header, then its samples. The position
 * is split in two numbers below 2^24, which float32 holds exactly; together they count 2^48 samples, 46 years at 192 kHz.
 */
export const RING_HEADER = 3;
/** Header fields: number of samples, position div 2^24, position mod 2^24. */
export const LENGTH = 0;
export const POSITION_HIGH = 1;
export const POSITION_LOW = 2;
export const POSITION_BASE = 2 ** 24;

/** Longest block; longer writes become several blocks, all of them or none. */
export const RING_BLOCK = 1024;

/**
 * `control` is an Int32Array, read and written by Atomics only. The counters wrap at 2^32: the reader adds up their
 * differences (BigInt64, the other way to count that far, would allocate on the audio thread).
 */
export const CAPTURED = 0;
export const DROPPED = 1;
/** 1 once the writer has closed; set after everything else. */
export const CLOSED = 2;
/** Number of rings so far; the reader waits for it to change. */
export const BELL = 3;
export const CONTROL_BYTES = 4 * Int32Array.BYTES_PER_ELEMENT;

/** Shortest usual block, samples; each block carries a header. */
const USUAL_QUANTUM = 128;
/** ringbuf.js keeps its read and write positions in front of the samples: two 32-bit numbers. */
const POINTER_BYTES = 2 * Uint32Array.BYTES_PER_ELEMENT;

/**
 * Returns the size of `storage` for a ring, bytes. A test compares it with ringbuf.js's own, which the page need not load for it.
 * @param seconds of sound that the ring holds, in blocks of at least 128 samples
 * @param sampleRate Hz
 */
export function ringBytes(seconds: number, sampleRate: number): number {
  const samples = Math.ceil(seconds * sampleRate);
  const headers = RING_HEADER * Math.ceil(samples / USUAL_QUANTUM);
  // One element stays empty, so that a full ring differs from an empty one.
  return POINTER_BYTES + (samples + headers + 1) * Float32Array.BYTES_PER_ELEMENT;
}
