import { decodeAudio } from '../../src/recordings/decode-audio.js';
import { errorText } from '../shell/page-words.js';
import type { Sound } from './track.js';

/** The sounds of files, and why the other files could not be read. */
export interface ReadRecordings {
  readonly sounds: readonly Sound[];
  /** One text for each file that could not be read. */
  readonly problems: readonly string[];
}

/**
 * Decodes files one after another, so that memory holds one undecoded file at a time.
 * @param taken names that tracks have already; a second track of a name gets a number
 */
export async function readRecordings(files: readonly File[], taken: readonly string[]): Promise<ReadRecordings> {
  const sounds: Sound[] = [];
  const problems: string[] = [];
  for (const file of files) {
    try {
      const buffer = await decodeAudio(file);
      sounds.push({ name: freeName(file.name, [...taken, ...sounds.map(({ name }) => name)]), buffer });
    } catch (error) {
      problems.push(`${file.name}: ${errorText(error)}`);
    }
  }
  return { sounds, problems };
}

/** Returns a name that no track has: `birds.wav`, `birds.wav (2)` … */
export function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name} (${String(number)})`;
    if (!taken.includes(free)) return free;
  }
}
