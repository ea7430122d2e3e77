import type { ByteReader } from './byte-reader.js';
import { readMpegFrame } from './mpeg-frame.js';
import { LONGEST_PAGE_SECONDS } from './ogg.js';
import { nextOggPage, readOggPage } from './ogg-pages.js';
import type { SoundContainer } from './sound-container.js';

/**
 * Measures how long a file plays where its headers do not tell: from the header of every frame of MP3, and of every page of
 * Ogg. Reads the whole file once, a window at a time.
 *
 * @returns seconds; undefined for other formats
 */
export async function measureDuration(reader: ByteReader, container: SoundContainer): Promise<number | undefined> {
  if (container.duration !== undefined) return container.duration;
  if (container.format === 'mp3') return measureFrames(reader, container);
  if (container.format === 'ogg') return measurePages(reader, container);
  return undefined;
}

async function measureFrames(reader: ByteReader, { start, end, sampleRate }: SoundContainer): Promise<number> {
  let samples = 0;
  for (let position = start; position < end;) {
    const frame = readMpegFrame(await reader.view(position, 4));
    samples += frame?.samples ?? 0;
    position += frame?.bytes ?? 1;
  }
  return samples / sampleRate;
}

/** Sums the streams that follow each other; each counts its own samples, and one that was cut out of another from there. */
async function measurePages(reader: ByteReader, { start, sampleRate }: SoundContainer): Promise<number> {
  let total = 0;
  let begin: number | undefined;
  let reached = 0;
  for (let page = await readOggPage(reader, start); page; page = await nextOggPage(reader, page)) {
    if (page.isFirst) {
      total += reached - (begin ?? 0);
      begin = undefined;
      reached = 0;
    }
    if (page.granule <= 0) continue;
    begin ??= page.granule > LONGEST_PAGE_SECONDS * sampleRate ? page.granule : 0;
    reached = Math.max(reached, page.granule);
  }
  return (total + reached - (begin ?? 0)) / sampleRate;
}
