import { planSamples, type SampleData } from './bare-samples.js';
import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader } from './completeness.js';
import { planMp3 } from './mp3.js';
import type { SoundPlan } from './sound-plan.js';
import { bytesSkipped, cutShortAfter } from './sound-warning.js';
import { MAX_FORMAT_BYTES, readWavFormat, type WavFormat } from './wav-format.js';

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
/** Placeholder in a 32-bit size field: the size is in the `ds64` chunk, or unknown. */
const MAX_SIZE = 0xffffffff;
/** Maximum number of chunks: more than any writer creates. A damaged file may have millions of empty ones. */
const MAX_CHUNKS = 4096;
/** Maximum number of bytes behind the samples that are not worth a warning. */
const MAX_PADDING = 4096;

/** Whether a file is WAV: RIFF, or RF64 (EBU Tech 3306) and BW64 (ITU-R BS.2088), whose sizes have 64 bits. */
export function isWav(head: DataView): boolean {
  return ['RIFF', 'RF64', 'BW64'].includes(characters(head, 0)) && characters(head, 8) === 'WAVE';
}

/**
 * Reads the header of a WAV file.
 *
 * @param start first byte of the file, after leading tags
 * @param fileEnd end of the file, before trailing tags, bytes
 * @throws PinnaError `bad-audio`
 */
export async function planWav(reader: ByteReader, start: number, fileEnd: number): Promise<SoundPlan> {
  const { format, data } = await readChunks(reader, start, fileEnd);
  const plan = planSamples('wav', format, data, fileEnd);
  if (format.codec !== 'mp3') {
    const behind = await bytesBehind(reader, data, fileEnd);
    return behind > 0
      ? { ...plan, warnings: [...plan.warnings, bytesSkipped(behind, plan.samples! / plan.sampleRate)] }
      : plan;
  }
  const inside = await planMp3(reader, data.start, plan.end);
  if (!inside) throw damagedHeader();
  const warnings = plan.isCut && !inside.isCut ? [cutShortAfter(inside.samples! / inside.sampleRate, undefined)] : [];
  return { ...inside, isCut: plan.isCut || inside.isCut, warnings: [...inside.warnings, ...warnings] };
}

/**
 * Finds the `fmt ` and `data` chunks.
 *
 * @throws PinnaError `bad-audio` if the file ends before its samples begin, and for a damaged header
 */
async function readChunks(
  reader: ByteReader,
  start: number,
  fileEnd: number,
): Promise<{ format: WavFormat; data: SampleData }> {
  let format: WavFormat | undefined;
  let longLength: number | undefined;
  let position = start + RIFF_HEADER_BYTES;
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks++) {
    const head = await reader.view(position, CHUNK_HEADER_BYTES);
    if (head.byteLength < CHUNK_HEADER_BYTES) throw cutShort();
    const name = characters(head, 0);
    const size = head.getUint32(4, true);
    const content = position + CHUNK_HEADER_BYTES;
    if (name === 'fmt ') {
      const view = await reader.view(content, Math.min(size, MAX_FORMAT_BYTES));
      if (view.byteLength < Math.min(size, MAX_FORMAT_BYTES)) throw cutShort();
      format = readWavFormat(view);
    } else if (name === 'ds64') {
      const view = await reader.view(content, 16);
      if (view.byteLength === 16) longLength = Number(view.getBigUint64(8, true));
    } else if (name === 'data') {
      if (!format) throw damagedHeader();
      const length = size === MAX_SIZE && longLength !== undefined ? longLength : size;
      const isKnown =
        length === 0
          ? await endsAfter(reader, content, fileEnd)
          : !isPlaceholder(length) && !(await hasWrapped(reader, content, size, fileEnd));
      return { format, data: { start: content, length: isKnown ? length : undefined } };
    }
    position = await nextChunk(reader, content, size);
  }
  throw damagedHeader();
}

/** Returns the position of the next chunk. Chunks are padded to even lengths, but some writers omit the padding. */
async function nextChunk(reader: ByteReader, content: number, size: number): Promise<number> {
  const end = content + size;
  if (size % 2 === 0) return end;
  const isPadded = isChunkName(characters(await reader.view(end + 1, 4), 0));
  return !isPadded && isChunkName(characters(await reader.view(end, 4), 0)) ? end : end + 1;
}

const isChunkName = (name: string) => /^[\x20-\x7e]{4}$/.test(name);

/**
 * Whether a size is a placeholder by a writer that did not know the length: the largest 32-bit size (signed or unsigned),
 * or up to about 4 kB less; the largest 64-bit size.
 */
export function isPlaceholder(length: number): boolean {
  if (length > Number.MAX_SAFE_INTEGER) return true;
  return (length > 0x7fffefff - 64 && length <= 0x80000000) || (length > 0xffffefff - 64 && length <= 0xffffffff);
}

/**
 * Whether a writer has counted beyond 32 bits: the file is more than 4 GB longer than the size says, and no chunk follows there.
 */
async function hasWrapped(reader: ByteReader, content: number, size: number, fileEnd: number): Promise<boolean> {
  const end = content + size;
  if (fileEnd - end < MAX_SIZE) return false;
  return !isChunkName(characters(await reader.view(end + (size % 2), 4), 0));
}

/** Returns the number of bytes behind the samples that belong to no chunk, such as a second file; 0 for few. */
async function bytesBehind(reader: ByteReader, { start, length }: SampleData, fileEnd: number): Promise<number> {
  if (length === undefined) return 0;
  let position = start + length;
  for (let chunks = 0; position < fileEnd && chunks < MAX_CHUNKS; chunks++) {
    const head = await reader.view(position, CHUNK_HEADER_BYTES);
    const name = characters(head, 0);
    if (head.byteLength < CHUNK_HEADER_BYTES || !isChunkName(name) || name === 'RIFF') break;
    position = await nextChunk(reader, position + CHUNK_HEADER_BYTES, head.getUint32(4, true));
  }
  return fileEnd - position > MAX_PADDING ? fileEnd - position : 0;
}

/**
 * Whether a `data` chunk of 0 bytes is really empty: the chunks that follow it end where the file does. Otherwise the
 * writer never set its length.
 */
async function endsAfter(reader: ByteReader, start: number, fileEnd: number): Promise<boolean> {
  let position = start;
  for (let chunks = 0; position < fileEnd - 1 && chunks < MAX_CHUNKS; chunks++) {
    const head = await reader.view(position, CHUNK_HEADER_BYTES);
    if (head.byteLength < CHUNK_HEADER_BYTES || !isChunkName(characters(head, 0))) return false;
    const size = head.getUint32(4, true);
    position += CHUNK_HEADER_BYTES + size + (size % 2);
  }
  return Math.abs(position - fileEnd) <= 1;
}
