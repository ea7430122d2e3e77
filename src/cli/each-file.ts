import { PinnaError } from '../errors';
import type { DecodeOptions } from './decode-file';
import { ProgressBar } from './progress-bar';
import type { Terminal } from './streams';

/** One file's place in the row. */
export interface FileTurn {
  readonly file: string;
  /** From 0. */
  readonly index: number;
  /** Shows on the terminal how far it is, and damage that the decoder passes over. */
  readonly decoding: DecodeOptions;
  /** Writes a line about this file. */
  readonly tell: (message: string) => void;
  /** Takes the bar away, for other text to follow. */
  readonly clear: () => void;
}

export interface FailedFile {
  readonly path: string;
  readonly message: string;
}

/**
 * Hears file after file, with a bar on the terminal. One that cannot be heard is told, and the others go on.
 *
 * @param take is given what was heard; what it throws ends the run
 * @returns the files that could not be heard
 */
export async function eachFile<T>(
  files: readonly string[],
  stderr: Terminal,
  hear: (turn: FileTurn) => Promise<T>,
  take?: (result: T, turn: FileTurn) => Promise<void>,
): Promise<FailedFile[]> {
  const bar = new ProgressBar(stderr, files.length);
  const clear = () => bar.clear();
  const failed: FailedFile[] = [];
  for (const [index, file] of files.entries()) {
    const tell = (message: string) => {
      clear();
      stderr.write(`pinna: ${file}: ${message}\n`);
    };
    const decoding = {
      onProgress: (share: number) => bar.draw(index, file, share),
      onDamage: () => tell('Warning: damaged parts were skipped; times after them are too early.'),
    };
    const turn = { file, index, decoding, tell, clear };
    bar.draw(index, file, 0);
    let result: T;
    try {
      result = await hear(turn);
    } catch (error) {
      const message = error instanceof PinnaError ? error.message : String(error);
      tell(message);
      failed.push({ path: file, message });
      continue;
    }
    await take?.(result, turn);
  }
  clear();
  return failed;
}
