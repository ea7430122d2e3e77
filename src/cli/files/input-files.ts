import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, parse, relative, sep } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** A file that was named on the command line, or found in a folder that was. */
export interface InputFile {
  /** As it was given, or the folder as it was given and the way from there. */
  readonly path: string;
  /** Where its result goes inside of an output folder, without an extension: the folders in between are kept. */
  readonly place: string;
}

/** What is taken for sound in a folder; a file that is named is tried whatever its name. */
const SOUND = /\.(wav|wave|flac|mp3|ogg|oga|opus)$/i;

/**
 * The files to hear: each folder gives way to the sound files in it and below it. Their order is that of the paths' code
 * units, on every system and in every run.
 *
 * @throws PinnaError `bad-option` for a folder that cannot be read or has no sound files
 */
export async function inputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const lists = await Promise.all(paths.map(async (path) => ((await isFolder(path)) ? filesIn(path) : [named(path)])));
  return lists.flat();
}

function named(path: string): InputFile {
  return { path, place: parse(path).name };
}

/** What is not there, or may not be looked at, is told when its turn comes, like any file that cannot be heard. */
async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function filesIn(folder: string): Promise<InputFile[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `The folder ${folder} cannot be read (${String(code)}). Check its rights, or name the files.`,
      { cause },
    );
  }
  const found = entries
    .filter((entry) => !entry.isDirectory() && SOUND.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
  if (found.length === 0) {
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `There is no sound file in ${folder} (WAV, FLAC, MP3, Ogg). Name another folder.`,
    );
  }
  return found.map((path) => ({ path: join(folder, path), place: path.slice(0, path.lastIndexOf('.')) }));
}
