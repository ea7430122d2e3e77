import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { RecordingLogits } from '../../evaluation/replay.js';
import type { ModelManifest } from '../../model/manifest.js';

/** Bytes before the logits: frames (uint32), classes of all heads (uint32), seconds (float64), all little-endian. */
const HEADER_BYTES = 16;
const BYTES_PER_VALUE = 4;

/**
 * A folder with the network's outputs for recordings, one file each: a header, then per head the logits
 * `[frames × classes]`, float32 in the machine's byte order. It belongs to one version of a model's weights. With it,
 * other decisions can be tried without another run of the network.
 */
export class LogitStore {
  readonly #folder: string;
  readonly #heads: ModelManifest['heads'];
  readonly #columns: number;

  private constructor(folder: string, { heads }: ModelManifest) {
    this.#folder = folder;
    this.#heads = heads;
    this.#columns = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  }

  /**
   * Opens the folder, and creates it if it is missing.
   *
   * @throws PinnaError `bad-option` if it cannot be used, or belongs to other weights or classes
   */
  static async open(folder: string, manifest: ModelManifest): Promise<LogitStore> {
    const owner = JSON.stringify({
      format: 'pinna-logits',
      weights: manifest.weights.sha256,
      heads: manifest.heads.map(({ name, classes }) => ({ name, classes: classes.map((entry) => entry.name) })),
    });
    const file = join(folder, 'logits.json');
    try {
      await mkdir(folder, { recursive: true });
      const before = await readFile(file, 'utf8').catch(ifMissing);
      if (before === undefined) await writeFile(file, owner);
      else if (before !== owner)
        throw bad(`${folder} holds the outputs of another model. Choose another folder for --logits.`);
    } catch (cause) {
      throw unusable(folder, cause);
    }
    return new LogitStore(folder, manifest);
  }

  /**
   * Reads the outputs for a recording.
   *
   * @param path absolute path of the sound file
   * @returns undefined if there are none
   * @throws PinnaError `bad-option` if the file is damaged or cannot be read
   */
  async read(path: string): Promise<RecordingLogits | undefined> {
    const file = this.#fileOf(path);
    const bytes = await readFile(file)
      .catch(ifMissing)
      .catch((cause: unknown) => {
        throw unusable(file, cause);
      });
    if (!bytes) return undefined;
    const isWhole = bytes.length >= HEADER_BYTES;
    const [frames, columns] = isWhole ? [bytes.readUInt32LE(0), bytes.readUInt32LE(4)] : [0, 0];
    if (columns !== this.#columns || bytes.length !== HEADER_BYTES + frames * columns * BYTES_PER_VALUE)
      throw bad(`${file} is damaged. Delete it.`);
    const values = new Float32Array(frames * columns);
    new Uint8Array(values.buffer).set(bytes.subarray(HEADER_BYTES));
    let first = 0;
    const logits = this.#heads.map(({ name, classes }) => {
      const part = values.subarray(first, first + frames * classes.length);
      first += part.length;
      return [name, part] as const;
    });
    return { frames, seconds: bytes.readDoubleLE(8), logits: Object.fromEntries(logits) };
  }

  /** Writes the outputs for a recording. @throws PinnaError `bad-option` if they cannot be written */
  async write(path: string, { frames, seconds, logits }: RecordingLogits): Promise<void> {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(frames, 0);
    header.writeUInt32LE(this.#columns, 4);
    header.writeDoubleLE(seconds, 8);
    const blocks = this.#heads.map(({ name }) => {
      const { buffer, byteOffset, byteLength } = logits[name]!;
      return new Uint8Array(buffer, byteOffset, byteLength);
    });
    const file = this.#fileOf(path);
    try {
      await writeFile(`${file}.partial`, Buffer.concat([header, ...blocks]));
      await rename(`${file}.partial`, file);
    } catch (cause) {
      throw unusable(file, cause);
    }
  }

  #fileOf(path: string): string {
    return join(this.#folder, `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.logits`);
  }
}

function ifMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

const bad = (sentence: string) => new PinnaError(PinnaErrorCode.BadOption, sentence);

function unusable(path: string, cause: unknown): PinnaError {
  if (cause instanceof PinnaError) return cause;
  const { code } = cause as NodeJS.ErrnoException;
  return new PinnaError(PinnaErrorCode.BadOption, `${path} cannot be used (${String(code)}). Check --logits.`, {
    cause,
  });
}
