import type { ByteReader } from './byte-reader.js';
import { readMpegFrame } from './mpeg-frame.js';
import { MAX_PAGE_SECONDS } from './ogg.js';
import { nextOggPage, readOggPage } from './ogg-pages.js';
import type { SoundContainer } from './sound-container.js';

/**
 * Measures the duration of a file whose headers do not give it: from every frame header of MP3, or every page header of
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

/**
 * Sums the durations of consecutive streams. Each stream has its own sample count. If a stream was cut out of another one,
 * its count starts at its first page.
 */
async function measurePages(reader: ByteReader, { start, sampleRate }: SoundContainer): Promise<number> {
  let total = 0;
  let begin: number | undefined;
  let end = 0;
  for (let page = await readOggPage(reader, start); page; page = await nextOggPage(reader, page)) {
    if (page.isFirst) {
      total += end - (begin ?? 0);
      begin = undefined;
      end = 0;
    }
    if (page.granule <= 0) continue;
    begin ??= page.granule > MAX_PAGE_SECONDS * sampleRate ? page.granule : 0;
    end = Math.max(end, page.granule);
  }
  return (total + end - (begin ?? 0)) / sampleRate;
}
