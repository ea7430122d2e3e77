import { readFile } from 'node:fs/promises';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { Model } from '../../model/manifest.js';
import { checkNetwork, parseTaughtFile } from '../../teach/file/taught-file.js';
import { TaughtHead } from '../../teach/taught-head.js';
import { readTeaching } from './read-model.js';

/**
 * Reads a file of taught sounds for a model.
 *
 * @param path value of `--taught`; undefined for none
 * @param named value of `--model`
 * @throws PinnaError `bad-option` if the file cannot be read, `bad-taught-file`, `wrong-network`; those of `readTeaching`
 */
export async function readTaughtHead(
  path: string | undefined,
  model: Model,
  named: string | undefined,
): Promise<TaughtHead | undefined> {
  if (path === undefined) return undefined;
  const set = parseTaughtFile(await textOf(path));
  const { hash, normalisation } = await readTeaching(model, named);
  checkNetwork(set, hash, normalisation.size);
  return TaughtHead.of(set, normalisation, model.manifest.features);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new PinnaError(PinnaErrorCode.BadOption, `${path} cannot be read (${String(code)}). Check --taught.`, {
      cause,
    });
  }
}
