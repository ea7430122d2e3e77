/** Reads `length` bytes of a file from `position` on, or fewer at its end. */
export type ReadAt = (position: number, length: number) => Promise<Uint8Array>;

/** Size of the window that is read at once, bytes: headers lie close together, and each read costs a task. */
const WINDOW = 1 << 16;

const NOTHING = new DataView(new ArrayBuffer(0));

/** Returns views of a file's bytes through one window, so memory stays bounded whatever a header says. */
export class ByteReader {
  readonly size: number;
  readonly #read: ReadAt;
  #start = 0;
  #window: DataView = NOTHING;

  /** @param size of the file, bytes */
  constructor(size: number, read: ReadAt) {
    this.size = size;
    this.#read = read;
  }

  static of(file: Blob): ByteReader {
    return new ByteReader(file.size, async (position, length) => {
      return new Uint8Array(await file.slice(position, position + length).arrayBuffer());
    });
  }

  /**
   * Returns the bytes from `position` on.
   *
   * @param length at most 64 kB; the view is shorter where the file ends
   */
  async view(position: number, length: number): Promise<DataView> {
    const bytes = Math.min(length, WINDOW, this.size - position);
    if (!(position >= 0) || bytes <= 0) return NOTHING;
    const offset = position - this.#start;
    if (offset < 0 || offset + bytes > this.#window.byteLength) await this.#fetch(position);
    const at = position - this.#start;
    return new DataView(
      this.#window.buffer,
      this.#window.byteOffset + at,
      Math.max(0, Math.min(bytes, this.#window.byteLength - at)),
    );
  }

  /**
   * Reads the window for a position. Near the end of the file the window begins earlier, because trailing tags are read
   * from their ends.
   */
  async #fetch(position: number): Promise<void> {
    const start = Math.max(0, Math.min(position, this.size - WINDOW));
    const bytes = await this.#read(start, Math.min(WINDOW, this.size - start));
    this.#start = start;
    this.#window = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/** Reads single-byte characters. Returns an empty string if the view ends before them. */
export function characters(view: DataView, at: number, length = 4): string {
  if (at < 0 || at + length > view.byteLength) return '';
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
}
