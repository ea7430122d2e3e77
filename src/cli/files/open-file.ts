import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { systemPath } from './raw-path.js';

/**
 * Opens a file to read.
 *
 * @param path as text; see {@link systemPath} for names that are not UTF-8
 * @throws PinnaError `bad-audio` if it is missing, inaccessible, empty, a folder, a pipe or a device
 */
export async function openFile(path: string): Promise<{ handle: FileHandle; size: number }> {
  try {
    // Before it is opened: opening a pipe waits for a writer.
    const found = await stat(systemPath(path));
    const problem = problemOf(found);
    if (problem !== undefined) throw bad(problem);
    return { handle: await open(systemPath(path)), size: found.size };
  } catch (cause) {
    if (cause instanceof PinnaError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw bad(code === 'ENOENT' ? 'There is no such file.' : `The file cannot be opened (${String(code)}).`, { cause });
  }
}

function problemOf(found: Stats): string | undefined {
  if (found.isDirectory()) return 'This is a folder.';
  if (found.isFIFO() || found.isSocket()) {
    return 'This is a pipe, not a file. Save its sound to a file first, or use pinna listen.';
  }
  if (!found.isFile()) return 'This is a device, not a file. Record its sound to a file first.';
  return found.size === 0 ? 'The file is empty.' : undefined;
}

function bad(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(PinnaErrorCode.BadAudio, what, options);
}
