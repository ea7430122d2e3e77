import type { Readable } from 'node:stream';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { listen } from '../../lifetime/listen.js';

/**
 * Reads a stream of bytes: exact numbers of them for a header, then whatever arrives. If the signal aborts, the stream is closed
 * and ends.
 */
export class ByteStream {
  readonly #source: AsyncIterator<Uint8Array>;
  #pending: Uint8Array = new Uint8Array(0);
  #hasEnded = false;

  readonly #stop: AbortSignal;

  constructor(source: Readable, stop: AbortSignal) {
    this.#source = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    this.#stop = stop;
    listen(stop, 'abort', () => source.destroy(), { once: true });
  }

  /** Returns the next bytes without taking them: `count`, or fewer at the end of the stream. */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#pending.length < count && (await this.#fill()));
    return this.#pending.subarray(0, count);
  }

  /** Takes the next bytes: `count`, or fewer at the end of the stream. */
  async take(count: number): Promise<Uint8Array> {
    const bytes = await this.peek(count);
    this.#pending = this.#pending.subarray(bytes.length);
    return bytes;
  }

  /** Drops bytes. They need not fit into memory. */
  async skip(count: number): Promise<void> {
    let rest = count;
    do {
      const dropped = Math.min(rest, this.#pending.length);
      this.#pending = this.#pending.subarray(dropped);
      rest -= dropped;
    } while (rest > 0 && (await this.#fill()));
  }

  /** Takes what has arrived, at most `limit` bytes; waits if that is nothing. @returns undefined at the end of the stream */
  async next(limit: number): Promise<Uint8Array | undefined> {
    const bytes = await this.take(Math.min(limit, this.#pending.length || 1));
    return bytes.length > 0 ? bytes : undefined;
  }

  /** Waits for more bytes. @returns false at the end of the stream @throws PinnaError `bad-audio` if it cannot be read */
  async #fill(): Promise<boolean> {
    if (this.#hasEnded) return false;
    const bytes = await this.#read();
    this.#hasEnded = bytes === undefined;
    if (bytes === undefined) return false;
    const joined = new Uint8Array(this.#pending.length + bytes.length);
    joined.set(this.#pending);
    joined.set(bytes, this.#pending.length);
    this.#pending = joined;
    return true;
  }

  async #read(): Promise<Uint8Array | undefined> {
    if (this.#stop.aborted) return undefined;
    try {
      const { value, done } = await this.#source.next();
      return done === true ? undefined : value;
    } catch (cause) {
      if (this.#stop.aborted) return undefined;
      const { code } = cause as NodeJS.ErrnoException;
      const reason = code === 'EISDIR' ? 'it is a folder' : String(code ?? cause);
      throw new PinnaError(
        PinnaErrorCode.BadAudio,
        `Standard input cannot be read (${reason}). Pipe sound into pinna listen.`,
        { cause },
      );
    }
  }
}
