import type { CaptureBlock, CaptureCounts, CaptureReader } from './capture-ends.js';
import type { PortBlock } from './transport.js';

/** Receives blocks from the audio thread and returns their buffers. Worker. */
export class PortReader implements CaptureReader {
  readonly #port: MessagePort;
  readonly #arrived: PortBlock[] = [];
  /** Buffer of the block that `read` returned last; sent back to the audio thread at the next call. */
  #lent: ArrayBuffer | undefined;
  #latest: CaptureCounts = { captured: 0, dropped: 0 };
  #closed = false;
  #waiting: (() => void)[] = [];

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<PortBlock>) => {
      this.#receive(data);
    };
  }

  read(): CaptureBlock | undefined {
    this.#giveBack();
    const block = this.#arrived.shift();
    if (!block?.samples) return undefined;
    this.#lent = block.samples.buffer;
    return { samples: block.samples.subarray(0, block.length), position: block.position };
  }

  async ready(): Promise<boolean> {
    while (this.#arrived.length === 0 && !this.#closed) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return this.#arrived.length > 0;
  }

  /** Returns the counts as of the last message received. */
  counts(): CaptureCounts {
    return this.#latest;
  }

  dispose(): void {
    this.#closed = true;
    this.#arrived.length = 0;
    this.#lent = undefined;
    this.#port.onmessage = null;
    this.#port.close();
    this.#wake();
  }

  #receive(block: PortBlock): void {
    this.#latest = { captured: block.captured, dropped: block.dropped };
    if (block.samples) this.#arrived.push(block);
    this.#closed ||= block.closed;
    this.#wake();
  }

  #giveBack(): void {
    if (!this.#lent) return;
    this.#port.postMessage(this.#lent, [this.#lent]);
    this.#lent = undefined;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
