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

/** One of `count` parts of a list of files, `index` from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };

/** @returns undefined for a text that is not `i/n` with 1 ≤ i ≤ n */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  return index !== undefined && count !== undefined && index >= 1 && index <= count ? { index, count } : undefined;
}

/** The shard's stretch of the list. One after another the shards are the list, and they differ in length by one at most. */
export function shardOf<T>(list: readonly T[], { index, count }: Shard): readonly T[] {
  const start = (part: number) => Math.floor((list.length * part) / count);
  return list.slice(start(index - 1), start(index));
}
