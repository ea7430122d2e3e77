import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { oneLine } from '../../formats/safe-text.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { LONGEST_RECORDING } from '../../teach/examples/example-length.js';
import { FAINT_RISE } from '../../teach/examples/trim.js';
import { isLabel } from '../../teach/file/taught-file.js';
import { LONGEST_LABEL, MOST_TAUGHT } from '../../teach/file/taught-class.js';
import { exampleOf, type Example, type Lesson } from '../../teach/teacher.js';
import { eachFile } from '../files/each-file.js';
import { inputFiles, isSoundName } from '../files/input-files.js';
import type { Terminal } from '../terminal/streams.js';
import { soundFrames, type SoundFramesOptions } from './sound-frames.js';

/** Folder whose files hold none of the sounds. */
const BACKGROUND = '_background';
/** Folder for sounds that only the table of the faders names. */
const FADERS = '_faders';
/** Longest part of a background file that is used, seconds. */
const LONGEST_ROOM = 600;
/** Names of sounds in formats that cannot be decoded; people put them into the folders nevertheless. */
const OTHER_SOUND = /\.(m4a|mp4|aac|webm|wma|amr|3gp|mov|mka|mkv)$/i;

/** What the folders hold. */
export interface Lessons {
  readonly lessons: readonly Lesson[];
  /** Frames of the background files. */
  readonly rooms: readonly Float32Array[];
  /** Number of files that could not be read. */
  readonly failed: number;
}

/** A folder of sound files. */
interface SoundFolder {
  /** Its name as a label: composed, as a keyboard writes it. Some systems store names decomposed. */
  readonly label: string;
  readonly files: readonly string[];
}

/**
 * Reads a folder with one folder for each sound. Reports files that are not used, and continues without sounds of which no file could
 * be read, if there is another one.
 *
 * @param mayBeEmpty whether no sound at all is right, too
 * @throws PinnaError `bad-option` if there is no such folder, no sound in it, too many, a folder without sound files, or a name that
 *   no sound may have
 */
export async function readLessons(
  folder: string,
  features: FeatureGeometry,
  stderr: Terminal,
  mayBeEmpty = false,
): Promise<Lessons> {
  const folders = await soundFolders(folder, stderr, mayBeEmpty);
  let failed = 0;
  const read = async <T>(
    files: readonly string[],
    options: Omit<SoundFramesOptions, 'features'>,
    use: (frames: Float32Array, report: (message: string) => void) => T,
  ) => {
    const found: T[] = [];
    const lost = await eachFile(files, {
      stderr,
      analyse: (turn) => soundFrames(turn, { features, ...options }),
      deliver: (frames, { report }) => {
        found.push(use(frames, report));
        return Promise.resolve();
      },
    });
    failed += lost.length;
    return found;
  };
  const lessons: Lesson[] = [];
  let rooms: readonly Float32Array[] = [];
  for (const { label, files } of folders) {
    if (label === FADERS) continue;
    if (label === BACKGROUND) {
      rooms = await read(files, { seconds: LONGEST_ROOM }, (frames) => frames);
      continue;
    }
    const examples = await read(files, { seconds: LONGEST_RECORDING, isExample: true }, (frames, report): Example => {
      const key = createHash('sha256').update(new Uint8Array(frames.buffer)).digest('hex');
      const { example, trimmed } = exampleOf(frames, features, key);
      if (trimmed.rise < FAINT_RISE)
        report('Warning: it has no quieter part, so all of it counts as the sound. Record a second of quiet, too.');
      return example;
    });
    if (examples.length > 0) lessons.push({ label, examples });
    else
      stderr.write(
        `pinna: ${oneLine(label)}: It is not learnt, since none of its files can be used. Record it again.\n`,
      );
  }
  if (lessons.length === 0 && !mayBeEmpty) throw bad(`No sound in ${folder} can be learnt. Record other examples.`);
  return { lessons, rooms, failed };
}

/** Lists the folders and their files. @throws PinnaError as {@link readLessons} */
async function soundFolders(folder: string, stderr: Terminal, mayBeEmpty: boolean): Promise<SoundFolder[]> {
  const { folders, sounds } = await entriesOf(folder);
  if (sounds.length > 0)
    stderr.write(
      `pinna: ${oneLine(folder)}: Warning: ${sounds.length} sound ${sounds.length === 1 ? 'file lies' : 'files lie'} ` +
        'outside the folders of the sounds. Move each into a folder named for its sound.\n',
    );
  const named = folders.map((name) => ({ name, label: name.normalize() }));
  const labels = named.map(({ label }) => label).filter((label) => label !== BACKGROUND && label !== FADERS);
  if (labels.length === 0 && !mayBeEmpty)
    throw bad(`There is no folder in ${folder}. Make one for each sound, named for it.`);
  if (labels.length > MOST_TAUGHT)
    throw bad(
      `${folder} has ${labels.length} folders. Teach at most ${MOST_TAUGHT} sounds; move the others to another folder.`,
    );
  const wrong = labels.find((label) => !isLabel(label));
  if (wrong !== undefined)
    throw bad(
      `The folder "${wrong}" cannot be the name of a sound. Rename it: 1 to ${LONGEST_LABEL} characters, not *, without ` +
        'spaces at the ends and control characters.',
    );
  const twice = labels.find((label, i) => labels.indexOf(label) < i);
  if (twice !== undefined) throw bad(`Two folders in ${folder} are named "${twice}". Join them.`);
  const listed: SoundFolder[] = [];
  for (const { name, label } of named) {
    const path = join(folder, name);
    if (label === FADERS) continue;
    for (const other of await otherSounds(path))
      stderr.write(`pinna: ${oneLine(other)}: Warning: it is not used. Convert it to WAV, FLAC, MP3 or Ogg.\n`);
    listed.push({ label, files: (await inputFiles([path])).map((file) => file.path) });
  }
  return listed;
}

/** Returns the sounds in a folder in formats that cannot be decoded, by their names. */
async function otherSounds(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => OTHER_SOUND.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Returns the names of the folders in a folder, sorted, and of the sound files beside them. @throws PinnaError `bad-option` */
async function entriesOf(folder: string): Promise<{ folders: string[]; sounds: string[] }> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw bad(`The folder ${folder} cannot be read (${String(code)}). Name a folder with one folder for each sound.`, {
      cause,
    });
  }
  const isFolder = new Map<string, boolean>();
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    isFolder.set(name, found?.isDirectory() ?? false);
  }
  return {
    folders: names.filter((name) => isFolder.get(name)),
    sounds: names.filter((name) => !isFolder.get(name) && isSoundName(name)),
  };
}

const bad = (what: string, options?: ErrorOptions): PinnaError =>
  new PinnaError(PinnaErrorCode.BadOption, what, options);
