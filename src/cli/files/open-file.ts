import { open, type FileHandle } from 'node:fs/promises';
import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** Opens a file to read. @throws PinnaError `bad-audio` if it is missing, inaccessible, empty or a folder */
export async function openFile(path: string): Promise<{ handle: FileHandle; size: number }> {
  let handle: FileHandle;
  try {
    handle = await open(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw bad(code === 'ENOENT' ? 'There is no such file.' : `The file cannot be opened (${String(code)}).`, { cause });
  }
  const stat = await handle.stat();
  const problem = stat.isDirectory() ? 'This is a folder.' : stat.size === 0 ? 'The file is empty.' : undefined;
  if (problem === undefined) return { handle, size: stat.size };
  await handle.close();
  throw bad(problem);
}

function bad(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(PinnaErrorCode.BadAudio, what, options);
}
