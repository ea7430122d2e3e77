import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { PinnaError, PinnaErrorCode } from '../../errors.js';

/**
 * A text file that takes its place when it is complete, so that what was there before outlives a run that fails. What is no
 * plain file (a pipe, a terminal) is written to as it is.
 */
export class OutputFile {
  readonly #handle: FileHandle;
  readonly #partial: string | undefined;
  readonly #place: string;
  private constructor(handle: FileHandle, partial: string | undefined, place: string) {
    this.#handle = handle;
    this.#partial = partial;
    this.#place = place;
  }

  /**
   * @param option that named the path, for the message
   * @throws PinnaError `bad-option` when it cannot be written there
   */
  static async open(path: string, option: string): Promise<OutputFile> {
    try {
      const before = await stat(path).catch(() => undefined);
      if (before && !before.isFile()) return new OutputFile(await open(path, 'w'), undefined, path);
      const place = before ? await realpath(path) : path;
      const partial = `${place}.partial`;
      return new OutputFile(await open(partial, 'w'), partial, place);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      const message = `${path} cannot be written (${String(code)}). Check --${option}.`;
      throw new PinnaError(PinnaErrorCode.BadOption, message, { cause });
    }
  }

  async write(text: string): Promise<void> {
    await this.#handle.writeFile(text);
  }

  /** Closes it and puts it in its place. */
  async complete(): Promise<void> {
    await this.#handle.close();
    if (this.#partial !== undefined) await rename(this.#partial, this.#place);
  }

  /** Closes it and takes away what is not complete. Does nothing to one that is. */
  async discard(): Promise<void> {
    await this.#handle.close();
    if (this.#partial !== undefined) await rm(this.#partial, { force: true });
  }
}
