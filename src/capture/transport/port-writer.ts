import type { CaptureWriter } from './capture-ends.js';
import type { PortBlock, PortReturn } from './transport.js';

type Samples = Float32Array<ArrayBuffer>;

/**
 * Sends blocks directly to the worker, in buffers that the worker returns. Audio thread. Allocates only a view of each
 * returned buffer, in its message event, outside of `process`.
 */
export class PortWriter implements CaptureWriter {
  readonly #port: MessagePort;
  readonly #blockLength: number;
  captured = 0;
  dropped = 0;
  readonly #pool: Samples[];
  readonly #transfer: Transferable[] = [];
  readonly #message: PortBlock = {
    samples: null,
    length: 0,
    position: 0,
    captured: 0,
    dropped: 0,
    closed: false,
  };
  /** The buffer being filled, its fill level, and the position of its first sample. */
  #current: Samples | undefined;
  #filled = 0;
  #position = 0;
  #closed = false;

  constructor(port: MessagePort, blockLength: number, poolSize: number) {
    this.#port = port;
    this.#blockLength = blockLength;
    this.#pool = Array.from({ length: poolSize }, () => new Float32Array(blockLength));
    port.onmessage = ({ data }: MessageEvent<PortReturn>) => {
      this.#pool.push(new Float32Array(data));
    };
  }

  write(samples: Float32Array, position: number): void {
    if (this.#closed) return;
    this.captured += samples.length;
    if (position !== this.#position + this.#filled) this.flush();
    const room = (this.#current ? this.#blockLength - this.#filled : 0) + this.#pool.length * this.#blockLength;
    if (room < samples.length) {
      this.dropped += samples.length;
      return;
    }
    for (let start = 0; start < samples.length;) start += this.#fill(samples, start, position + start);
  }

  close(): void {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    this.#post(null);
  }

  /** Copies as many samples as fit into the current buffer. Returns their number. */
  #fill(samples: Float32Array, start: number, position: number): number {
    if (!this.#current) {
      this.#current = this.#pool.pop()!;
      this.#position = position;
    }
    const count = Math.min(this.#blockLength - this.#filled, samples.length - start);
    for (let i = 0; i < count; i++) this.#current[this.#filled + i] = samples[start + i]!;
    this.#filled += count;
    if (this.#filled === this.#blockLength) this.flush();
    return count;
  }

  flush(): void {
    if (!this.#current) return;
    const samples = this.#current;
    this.#current = undefined;
    this.#post(samples);
    this.#position += this.#filled;
    this.#filled = 0;
  }

  #post(samples: Samples | null): void {
    const message = this.#message;
    const transfer = this.#transfer;
    message.samples = samples;
    message.length = this.#filled;
    message.position = this.#position;
    message.captured = this.captured;
    message.dropped = this.dropped;
    message.closed = this.#closed;
    transfer.length = 0;
    if (samples) transfer.push(samples.buffer);
    this.#port.postMessage(message, transfer);
    message.samples = null;
  }
}
