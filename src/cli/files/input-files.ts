import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { pathFromBytes, systemPath, writablePath } from './raw-path.js';

/** A file that was named on the command line, or found in a folder named there. */
export interface InputFile {
  /** Path as given; in a folder, the folder as given followed by the relative path. */
  readonly path: string;
  /** Path of the result inside the output folder, without an extension. Subfolders are kept. */
  readonly outputPath: string;
}

/**
 * Names of sound files in a folder, without those that macOS puts beside them on foreign disks (`._garden.wav`). A file named
 * on the command line may have any name.
 */
const SOUND = /^(?!\._).*\.(wav|wave|w64|aif|aiff|aifc|caf|au|flac|mp3|ogg|oga|opus)$/is;

/** Whether a file in a folder is a sound file, by its name. */
export const isSoundName = (name: string): boolean => SOUND.test(name);

/**
 * Lists the files to analyse. Replaces each folder by the sound files in it and in its subfolders. Sorts these by the code
 * units of their paths, so their order is the same on every system and in every run.
 *
 * @throws PinnaError `bad-option` for a folder that cannot be read or has no sound files
 */
export async function inputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const lists = await Promise.all(
    paths.map(async (given) => {
      const path = await realName(given);
      return (await isFolder(path)) ? filesIn(path) : [named(path)];
    }),
  );
  return lists.flat();
}

function named(path: string): InputFile {
  return { path, outputPath: writablePath(parse(path).name) };
}

/**
 * Whether the path is a folder. For a missing or inaccessible path, returns false: the error is reported when the file's
 * turn comes.
 */
async function isFolder(path: string): Promise<boolean> {
  return stat(systemPath(path)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Finds the file for an argument whose name is not UTF-8. Node reads arguments as UTF-8 and replaces by U+FFFD the
 * other bytes, so this looks for the only name in the folder that reads the same.
 */
async function realName(path: string): Promise<string> {
  const name = basename(path);
  if (!name.includes('\ufffd')) return path;
  const entries = await readdir(dirname(path), { encoding: 'buffer' }).catch(() => []);
  const same = entries.filter((entry) => entry.toString() === name);
  return same.length === 1 ? join(dirname(path), pathFromBytes(same[0]!)) : path;
}

async function filesIn(folder: string): Promise<InputFile[]> {
  let files: string[];
  try {
    files = await soundsBelow(folder, '');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `The folder ${folder} cannot be read (${String(code)}). Check its permissions, or name the files.`,
      { cause },
    );
  }
  if (files.length === 0) {
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `There is no sound file in ${folder} (WAV, Wave64, AIFF, CAF, AU, FLAC, MP3, Ogg). Name another folder.`,
    );
  }
  return files
    .sort((a, b) => (a < b ? -1 : 1))
    .map((path) => ({ path: join(folder, path), outputPath: writablePath(path.slice(0, path.lastIndexOf('.'))) }));
}

/** Lists the sound files in a folder and its subfolders. Names are read as bytes, because they may not be UTF-8. */
async function soundsBelow(folder: string, inside: string): Promise<string[]> {
  const entries = await readdir(systemPath(join(folder, inside)), { encoding: 'buffer', withFileTypes: true });
  const lists = await Promise.all(
    entries.map((entry) => {
      const name = pathFromBytes(entry.name as unknown as Uint8Array);
      const path = inside === '' ? name : `${inside}/${name}`;
      if (entry.isDirectory()) return soundsBelow(folder, path);
      return isSoundName(name) ? [path] : [];
    }),
  );
  return lists.flat();
}

/** One of `count` parts of a list. `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The whole list. */
export const WHOLE: Shard = { index: 1, count: 1 };

/** Parses `i/n` with 1 ≤ i ≤ n. @returns undefined for any other text */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  return index !== undefined && count !== undefined && index >= 1 && index <= count ? { index, count } : undefined;
}

/** Returns a shard of the list. All shards in order make up the list, and their lengths differ by at most one. */
export function shardOf<T>(list: readonly T[], { index, count }: Shard): readonly T[] {
  const start = (part: number) => Math.floor((list.length * part) / count);
  return list.slice(start(index - 1), start(index));
}
