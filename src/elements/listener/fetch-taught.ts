import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { loadTaughtFiles } from '../../listener/load-taught-files.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';

/**
 * Fetches a file of taught sounds.
 * @param address absolute, or relative to `base`
 * @throws PinnaError `bad-taught-file` if it is missing or invalid, `files-missing`
 */
export async function fetchTaught(address: string, base: string): Promise<TaughtSet> {
  const { parseTaughtFile } = await loadTaughtFiles();
  return parseTaughtFile(await textAt(address, base).catch((cause: unknown) => missing(address, cause)));
}

async function textAt(address: string, base: string): Promise<string> {
  const response = await fetch(new URL(address, base));
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.text();
}

function missing(address: string, cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  throw new PinnaError(
    PinnaErrorCode.BadTaughtFile,
    `The taught sounds at ${address} could not be fetched (${why}). Check the attribute taught.`,
    { cause },
  );
}
