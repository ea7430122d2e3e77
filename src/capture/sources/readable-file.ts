import { PinnaError, PinnaErrorCode } from '../../errors.js';

/**
 * Checks that the browser can read a file. A dropped folder looks like a file until it is read.
 *
 * @throws PinnaError `file-unreadable`; `bad-option` for anything but a File or Blob
 */
export async function requireReadable(file: Blob): Promise<void> {
  // Callers without types may pass anything.
  const { arrayBuffer, slice } = Object(file) as Partial<Blob>;
  if (typeof arrayBuffer !== 'function' || typeof slice !== 'function')
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      'This is not a File or Blob. For an address, give await (await fetch(address)).blob(); for bytes, new Blob([bytes]).',
    );
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (cause) {
    throw unreadableFile(file instanceof File ? file.name : '', { cause });
  }
}

/** Returns the error for a folder, or for a file that is gone. */
export function unreadableFile(name: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(
    PinnaErrorCode.FileUnreadable,
    `${name || 'The file'} cannot be opened: it is a folder, or it was moved or deleted. Choose the sound files themselves.`,
    options,
  );
}
