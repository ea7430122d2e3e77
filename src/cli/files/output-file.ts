import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { PinnaError, PinnaErrorCode } from '../../errors.js';

/**
 * A text file that replaces an existing file only when it is complete. If the run fails, the existing file stays unchanged.
 * A pipe or a terminal is written to directly.
 */
export class OutputFile {
  readonly #handle: FileHandle;
  readonly #partial: string | undefined;
  readonly #path: string;
  private constructor(handle: FileHandle, partial: string | undefined, path: string) {
    this.#handle = handle;
    this.#partial = partial;
    this.#path = path;
  }

  /**
   * Opens the file under a temporary name.
   * @param option the option that named the path, for the error message
   * @throws PinnaError `bad-option` if it cannot be written
   */
  static async open(path: string, option: string): Promise<OutputFile> {
    try {
      const before = await stat(path).catch(() => undefined);
      if (before && !before.isFile()) return new OutputFile(await open(path, 'w'), undefined, path);
      const target = before ? await realpath(path) : path;
      const partial = `${target}.partial`;
      return new OutputFile(await open(partial, 'w'), partial, target);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      const message = `${path} cannot be written (${String(code)}). Check --${option}.`;
      throw new PinnaError(PinnaErrorCode.BadOption, message, { cause });
    }
  }

  async write(text: string): Promise<void> {
    await this.#handle.writeFile(text);
  }

  /** Closes the file and moves it to its final path. */
  async complete(): Promise<void> {
    await this.#handle.close();
    if (this.#partial !== undefined) await rename(this.#partial, this.#path);
  }

  /** Closes the file and deletes it if it is incomplete. Does nothing to a complete file. */
  async discard(): Promise<void> {
    await this.#handle.close();
    if (this.#partial !== undefined) await rm(this.#partial, { force: true });
  }
}
