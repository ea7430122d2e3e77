import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** What happened, and what to do, by the system's error code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space',
  EDQUOT: 'your share of the disk is full. Free some space',
  EFBIG: 'the file would be too large for the disk. Split the recording',
  EACCES: 'there is no permission to write it. Change the permissions, or choose another folder',
  EPERM: 'there is no permission to write it. Change the permissions, or choose another folder',
  EROFS: 'the disk is read-only. Choose another folder',
  ENOTDIR: 'a file is where a folder is needed. Remove it, or choose another folder',
  EEXIST: 'a file is where a folder is needed. Remove it, or choose another folder',
  EISDIR: 'a folder has this name. Remove it, or choose another folder',
  ENAMETOOLONG: 'the name is too long. Rename the sound file',
  ENOENT: 'the folder does not exist. Create it, or choose another one',
};

/** Returns what happened and what to do, without the last full stop. @param cause the system's error */
export function writeReason(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || `${String(code ?? cause)}. Choose another folder`;
}

/**
 * Returns the error for a result that cannot be written.
 *
 * @param target the path, or what it is
 * @param cause the system's error
 */
export function notWritten(target: string, cause: unknown): PinnaError {
  return new PinnaError(PinnaErrorCode.NotWritten, `${target} cannot be written: ${writeReason(cause)}.`, { cause });
}
