import { RingBuffer } from 'ringbuf.js';
import { pause } from '../../lifetime/timers.js';
import type { CaptureBlock, CaptureCounts, CaptureReader } from './capture-ends.js';
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

/** Poll interval, ms, in browsers without `Atomics.waitAsync`. */
const POLL = 10;

/** Reads from a ring in shared memory. Worker. Never blocks: the event loop keeps running while it waits. */
export class RingReader implements CaptureReader {
  readonly #ring: RingBuffer;
  readonly #control: Int32Array<SharedArrayBuffer>;
  readonly #header = new Float32Array(RING_HEADER);
  readonly #samples = new Float32Array(RING_BLOCK);
  #captured = 0;
  #dropped = 0;
  #disposed = false;

  constructor(storage: SharedArrayBuffer, control: SharedArrayBuffer) {
    this.#ring = new RingBuffer(storage, Float32Array);
    this.#control = new Int32Array(control);
  }

  /** Returns the next block, or undefined if none has arrived. Allocates two small objects, no samples. */
  read(): CaptureBlock | undefined {
    // A block becomes visible atomically: if its header is there, its samples are too.
    if (this.#disposed || this.#ring.pop(this.#header) === 0) return undefined;
    const length = this.#header[LENGTH]!;
    this.#ring.pop(this.#samples, length);
    this.#addUpCounts();
    return {
      samples: this.#samples.subarray(0, length),
      position: this.#header[POSITION_HIGH]! * POSITION_BASE + this.#header[POSITION_LOW]!,
    };
  }

  async ready(): Promise<boolean> {
    while (!this.#disposed) {
      const bell = Atomics.load(this.#control, BELL);
      // Reads CLOSED before it checks for emptiness. The writer writes no samples after CLOSED, so empty then means read to
      // the end.
      const closed = Atomics.load(this.#control, CLOSED) === 1;
      if (!this.#ring.empty()) return true;
      if (closed) return false;
      await this.#bellAfter(bell);
    }
    return false;
  }

  counts(): CaptureCounts {
    this.#addUpCounts();
    return { captured: this.#captured, dropped: this.#dropped };
  }

  dispose(): void {
    this.#disposed = true;
    // Wakes this reader's own waiters; they see `disposed` and resolve false.
    Atomics.notify(this.#control, BELL);
  }

  /** Adds the differences of the counters. Exact if called at least once per 2^32 samples (6 hours at 192 kHz). */
  #addUpCounts(): void {
    this.#captured += (Atomics.load(this.#control, CAPTURED) - this.#captured) >>> 0;
    this.#dropped += (Atomics.load(this.#control, DROPPED) - this.#dropped) >>> 0;
  }

  async #bellAfter(bell: number): Promise<void> {
    if (Atomics.waitAsync) await Atomics.waitAsync(this.#control, BELL, bell).value;
    else await pause(POLL);
  }
}
