/**
 * Number of header fields of a block.
 *
 * `storage` holds a ringbuf.js queue of float32. Each block is one atomic push: a header, then its samples. The position is
 * split into two numbers below 2^24, which float32 holds exactly. Together they count 2^48 samples: 46 years at 192 kHz.
 */
export const RING_HEADER = 3;
/** Indices of the header fields: number of samples, position div 2^24, position mod 2^24. */
export const LENGTH = 0;
export const POSITION_HIGH = 1;
export const POSITION_LOW = 2;
/** Factor of a position's high part, samples. */
export const POSITION_BASE = 2 ** 24;

/** Maximum length of a block, samples. A longer write becomes several blocks, which are kept or dropped together. */
export const RING_BLOCK = 1024;

/**
 * Indices into `control`, an Int32Array that is read and written by Atomics only. The counters wrap at 2^32; the reader
 * sums their differences. A BigInt64 counter would not wrap, but would allocate on the audio thread.
 */
export const CAPTURED = 0;
export const DROPPED = 1;
/** Index of a flag: 1 once the writer has closed. It is set after every other field, except for the last doorbell. */
export const CLOSED = 2;
/** Index of the doorbell, which counts its rings; the reader waits for it to change. */
export const BELL = 3;
/** Size of `control`, bytes. */
export const CONTROL_BYTES = 4 * Int32Array.BYTES_PER_ELEMENT;

/** Render quantum of most browsers, samples: the usual minimum length of a block. Each block carries a header. */
const DEFAULT_QUANTUM = 128;
/** Size of ringbuf.js's read and write positions in front of the samples, bytes: two 32-bit numbers. */
const POINTER_BYTES = 2 * Uint32Array.BYTES_PER_ELEMENT;

/**
 * Returns the size of `storage` for a ring, bytes. A test compares it with ringbuf.js's own result, so that the page need
 * not load ringbuf.js.
 *
 * @param seconds capacity of the ring, in blocks of at least 128 samples
 * @param sampleRate Hz
 */
export function ringBytes(seconds: number, sampleRate: number): number {
  const samples = Math.ceil(seconds * sampleRate);
  const headers = RING_HEADER * Math.ceil(samples / DEFAULT_QUANTUM);
  // One element stays empty, so that a full ring differs from an empty one.
  return POINTER_BYTES + (samples + headers + 1) * Float32Array.BYTES_PER_ELEMENT;
}
