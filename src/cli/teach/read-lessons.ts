import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { checkExampleLength, LONGEST_RECORDING } from '../../teach/examples/longest-recording.js';
import { FAINT_RISE } from '../../teach/examples/trim.js';
import { isLabel } from '../../teach/file/taught-file.js';
import { LONGEST_LABEL, MOST_TAUGHT } from '../../teach/file/taught-class.js';
import { exampleOf, type Example, type Lesson } from '../../teach/teacher.js';
import { eachFile } from '../files/each-file.js';
import { inputFiles } from '../files/input-files.js';
import type { Terminal } from '../terminal/streams.js';
import { soundFrames } from './sound-frames.js';

/** Folder whose files hold none of the sounds. */
const BACKGROUND = '_background';
/** Folder for sounds that only the table of the faders names. */
const FADERS = '_faders';
/** Longest part of a background file that is used, seconds. */
const LONGEST_ROOM = 600;

/** What the folders hold. */
export interface Lessons {
  readonly lessons: readonly Lesson[];
  /** Frames of the background files. */
  readonly rooms: readonly Float32Array[];
  /** Number of files that could not be read. */
  readonly failed: number;
}

/**
 * Reads a folder with one folder for each sound.
 *
 * @param mayBeEmpty whether no sound at all is right, too
 * @throws PinnaError `bad-option` if there is no such folder, no sound in it, too many, or a name that no sound may have
 */
export async function readLessons(
  folder: string,
  features: FeatureGeometry,
  stderr: Terminal,
  mayBeEmpty = false,
): Promise<Lessons> {
  const labels = await foldersIn(folder);
  const sounds = labels.filter((label) => label !== BACKGROUND && label !== FADERS);
  if (sounds.length === 0 && !mayBeEmpty)
    throw bad(`There is no folder in ${folder}. Make one for each sound, named for it.`);
  if (sounds.length > MOST_TAUGHT)
    throw bad(`${folder} has ${sounds.length} folders. Teach at most ${MOST_TAUGHT} sounds.`);
  const wrong = sounds.find((label) => !isLabel(label));
  if (wrong !== undefined) throw bad(`"${wrong}" cannot be a name. Use 1 to ${LONGEST_LABEL} characters.`);
  let failed = 0;
  const read = async <T>(
    label: string,
    framesOf: (file: string) => Promise<Float32Array>,
    use: (frames: Float32Array, file: string, report: (message: string) => void) => T,
  ) => {
    const found: T[] = [];
    const files = (await inputFiles([join(folder, label)])).map(({ path }) => path);
    const lost = await eachFile(files, {
      stderr,
      analyse: ({ file }) => framesOf(file),
      deliver: (frames, { file, report }) => {
        found.push(use(frames, file, report));
        return Promise.resolve();
      },
    });
    failed += lost.length;
    return found;
  };
  const exampleFrames = async (file: string) => {
    // One second more shows that a recording is too long, without reading all of it.
    const frames = await soundFrames(file, features, LONGEST_RECORDING + 1);
    checkExampleLength((frames.length / features.bands) * features.hopSeconds);
    return frames;
  };
  const roomFrames = (file: string) => soundFrames(file, features, LONGEST_ROOM);
  const lessons: Lesson[] = [];
  for (const label of sounds) {
    const examples = await read(label, exampleFrames, (frames, file, report): Example => {
      const key = createHash('sha256').update(new Uint8Array(frames.buffer)).digest('hex');
      const { example, trimmed } = exampleOf(frames, features, key);
      if (trimmed.rise < FAINT_RISE)
        report(`Warning: ${basename(file)} has no quieter part, so all of it counts as the sound.`);
      return example;
    });
    if (examples.length === 0) throw bad(`No file in ${join(folder, label)} could be read.`);
    lessons.push({ label, examples });
  }
  const rooms = labels.includes(BACKGROUND) ? await read(BACKGROUND, roomFrames, (frames) => frames) : [];
  return { lessons, rooms, failed };
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
    return names.filter((name) => !name.startsWith('.')).sort();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw bad(`The folder ${folder} cannot be read (${String(code)}). Name a folder with one folder for each sound.`, {
      cause,
    });
  }
}

const bad = (what: string, options?: ErrorOptions): PinnaError =>
  new PinnaError(PinnaErrorCode.BadOption, what, options);
