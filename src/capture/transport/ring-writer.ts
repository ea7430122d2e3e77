import { RingBuffer } from 'ringbuf.js';
import type { CaptureWriter } from './capture-ends.js';
import {
  BELL,
  CAPTURED,
  CLOSED,
  DROPPED,
  LENGTH,
  POSITION_BASE,
  POSITION_HIGH,
  POSITION_LOW,
  RING_BLOCK,
  RING_HEADER,
} from './ring-layout.js';

/** Writes into a ring in shared memory. Audio thread. Wait-free; allocates in its constructor only. */
export class RingWriter implements CaptureWriter {
  readonly #bellInterval: number;
  captured = 0;
  dropped = 0;
  readonly #ring: RingBuffer;
  readonly #control: Int32Array;
  readonly #block = new Float32Array(RING_HEADER + RING_BLOCK);
  /** Samples passed to `write` since the last ring of the doorbell. */
  #sinceBell = 0;
  #closed = false;

  constructor(storage: SharedArrayBuffer, control: SharedArrayBuffer, bellInterval: number) {
    this.#bellInterval = bellInterval;
    this.#ring = new RingBuffer(storage, Float32Array);
    this.#control = new Int32Array(control);
  }

  write(samples: Float32Array, position: number): void {
    if (this.#closed) return;
    const length = samples.length;
    this.captured += length;
    Atomics.store(this.#control, CAPTURED, this.captured | 0);
    const room = length + RING_HEADER * Math.ceil(length / RING_BLOCK);
    // Only this thread fills the ring, so the room found here remains until the last block is written.
    if (this.#ring.availableWrite() < room) {
      this.dropped += length;
      Atomics.store(this.#control, DROPPED, this.dropped | 0);
    } else {
      for (let start = 0; start < length; start += RING_BLOCK) this.#push(samples, start, position + start);
    }
    this.#sinceBell += length;
    if (this.#sinceBell >= this.#bellInterval) this.#ringBell();
  }

  flush(): void {
    if (this.#sinceBell > 0) this.#ringBell();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    Atomics.store(this.#control, CLOSED, 1);
    this.#ringBell();
  }

  #push(samples: Float32Array, start: number, position: number): void {
    const block = this.#block;
    const length = Math.min(RING_BLOCK, samples.length - start);
    const high = Math.floor(position / POSITION_BASE);
    block[LENGTH] = length;
    block[POSITION_HIGH] = high;
    block[POSITION_LOW] = position - high * POSITION_BASE;
    for (let i = 0; i < length; i++) block[RING_HEADER + i] = samples[start + i]!;
    this.#ring.push(block, RING_HEADER + length);
  }

  #ringBell(): void {
    this.#sinceBell = 0;
    Atomics.add(this.#control, BELL, 1);
    Atomics.notify(this.#control, BELL);
  }
}
