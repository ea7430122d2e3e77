import { PinnaError, PinnaErrorCode } from '../errors.js';
import { within } from './waiting.js';

/** How long a part may take to come, milliseconds: a server may never send it. */
const LONGEST = 30_000;

/**
 * A part of Pinna that is loaded only when it is needed.
 * @param what it is, as the subject of a sentence
 * @param then what to do once it can be loaded
 * @throws PinnaError `files-missing`
 */
export async function loadPart<T>(part: Promise<T>, what: string, then: string): Promise<T> {
  try {
    return await within(LONGEST, part);
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.FilesMissing,
      `${what} could not be loaded. Check the connection, or whether all files of the dist folder are served, and ${then}.`,
      { cause },
    );
  }
}
