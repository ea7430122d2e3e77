import { planSamples } from './bare-samples.js';
import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader } from './completeness.js';
import type { SoundPlan } from './sound-plan.js';
import { MAX_FORMAT_BYTES, readWavFormat, type WavFormat } from './wav-format.js';
import { isPlaceholder } from './wav.js';

/** Length of the id and the size of a chunk, bytes. The size counts them. */
const CHUNK_HEADER_BYTES = 24;
/** Length of the file's own header: a chunk without an end, and the id of WAVE, bytes. */
const FILE_HEADER_BYTES = 40;
/** Maximum number of chunks: more than any writer creates. */
const MAX_CHUNKS = 4096;
/** Ids of 16 bytes begin with four characters; these are the bytes behind `riff`. */
const RIFF_ID = 0x2e91cf11;

/** Whether a file is Sony's Wave64, a WAV with ids of 16 bytes and sizes of 64 bits. */
export const isWave64 = (head: DataView) =>
  characters(head, 0) === 'riff' && head.byteLength >= 8 && head.getUint32(4) === RIFF_ID;

/**
 * Reads the header of a Wave64 file.
 *
 * @param start first byte of the file, after leading tags
 * @param fileEnd end of the file, before trailing tags, bytes
 * @throws PinnaError `bad-audio`
 */
export async function planWave64(reader: ByteReader, start: number, fileEnd: number): Promise<SoundPlan> {
  let layout: WavFormat | undefined;
  let position = start + FILE_HEADER_BYTES;
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks++) {
    const head = await reader.view(position, CHUNK_HEADER_BYTES);
    if (head.byteLength < CHUNK_HEADER_BYTES) throw cutShort();
    const size = Number(head.getBigUint64(16, true));
    const content = position + CHUNK_HEADER_BYTES;
    const length = size - CHUNK_HEADER_BYTES;
    if (characters(head, 0) === 'fmt ') {
      layout = readWavFormat(await reader.view(content, Math.min(Math.max(0, length), MAX_FORMAT_BYTES)));
      if (layout.codec === 'mp3') throw damagedHeader();
    }
    if (characters(head, 0) === 'data') {
      if (!layout) throw damagedHeader();
      const isUnknown = length <= 0 || isPlaceholder(size) || isPlaceholder(length);
      return planSamples('wave64', layout, { start: content, length: isUnknown ? undefined : length }, fileEnd);
    }
    if (length < 0) throw damagedHeader();
    position += size + ((8 - (size % 8)) % 8);
  }
  throw damagedHeader();
}
