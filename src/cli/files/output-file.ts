import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { notWritten, writeReason } from './write-error.js';

/** Number of temporary names so far, which makes them unique in this process. */
let count = 0;

/**
 * A file that replaces an existing file only when it is complete. If the run fails, the existing file stays unchanged. A pipe
 * or a terminal is written to directly.
 */
export class OutputFile {
  readonly #handle: FileHandle;
  readonly #partial: string | undefined;
  readonly #path: string;
  #isClosed = false;
  private constructor(handle: FileHandle, partial: string | undefined, path: string) {
    this.#handle = handle;
    this.#partial = partial;
    this.#path = path;
  }

  /**
   * Opens the file that an option names.
   *
   * @param option for the error message
   * @throws PinnaError `bad-option` if it cannot be written
   */
  static async open(path: string, option: string): Promise<OutputFile> {
    try {
      return await OutputFile.#open(path);
    } catch (cause) {
      const [what] = writeReason(cause).split('. ');
      const message = `${path} cannot be written: ${what!}. Check --${option}.`;
      throw new PinnaError(PinnaErrorCode.BadOption, message, { cause });
    }
  }

  /** Opens the file for a result. @throws PinnaError `not-written` */
  static async openResult(path: string): Promise<OutputFile> {
    return OutputFile.#open(path).catch((cause: unknown) => {
      throw notWritten(path, cause);
    });
  }

  /** Opens the file under a temporary name in the same folder. */
  static async #open(path: string): Promise<OutputFile> {
    const before = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    });
    if (before && !before.isFile()) return new OutputFile(await open(path, 'w'), undefined, path);
    const target = before ? await realpath(path) : path;
    // Short: the target's name may already be as long as the file system allows.
    const partial = join(dirname(target), `.pinna-${String(process.pid)}-${String(++count)}.partial`);
    return new OutputFile(await open(partial, 'w'), partial, target);
  }

  /** @throws PinnaError `not-written` */
  async write(content: string | Uint8Array): Promise<void> {
    await this.#handle.writeFile(content).catch(this.#fail);
  }

  /** Closes the file and moves it to its final path. @throws PinnaError `not-written` */
  async complete(): Promise<void> {
    try {
      await this.#close();
      if (this.#partial !== undefined) await rename(this.#partial, this.#path);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Closes the file and deletes it if it is incomplete. Does nothing to a complete file. */
  async discard(): Promise<void> {
    await this.#close().catch(() => undefined); // Its error is that of a write, which has been reported.
    if (this.#partial !== undefined) await rm(this.#partial, { force: true });
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#handle.close();
  }

  readonly #fail = (cause: unknown): never => {
    throw notWritten(this.#path, cause);
  };
}
