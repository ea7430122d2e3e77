import { PinnaError, PinnaErrorCode } from '../errors.js';
import { withTimeout } from './waiting.js';

/** Time limit for loading a part, ms: a server may never send it. */
const LOAD_TIMEOUT = 30_000;

/**
 * Waits for a part of Pinna that is loaded on demand.
 *
 * @param what name of the part, as the subject of a sentence
 * @param advice advice for the time after the problem is solved, as an imperative
 * @throws PinnaError `files-missing`
 */
export async function loadPart<T>(part: Promise<T>, what: string, advice: string): Promise<T> {
  try {
    return await withTimeout(LOAD_TIMEOUT, part);
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.FilesMissing,
      `${what} could not be loaded. Check the connection, or whether all files of the dist folder are served, and ${advice}.`,
      { cause },
    );
  }
}
