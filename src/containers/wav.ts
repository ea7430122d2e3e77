import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader } from './completeness.js';
import { planMp3 } from './mp3.js';
import { TOLERANCE, type SoundPlan } from './sound-plan.js';
import { cutShortAfter, endMissing } from './sound-warning.js';
import { MAX_FORMAT_BYTES, readWavFormat, type WavFormat } from './wav-format.js';

/** Position and length of the samples, according to the header. */
interface WavData {
  readonly start: number;
  /** Length, bytes; undefined if the writer did not know it, as when writing to a pipe. */
  readonly length: number | undefined;
}

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
/** Placeholder in a 32-bit size field: the size is in the `ds64` chunk, or unknown. */
const MAX_SIZE = 0xffffffff;
/** Maximum number of chunks: more than any writer creates. A damaged file may have millions of empty ones. */
const MAX_CHUNKS = 4096;

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
  const { codec, sampleRate, channels, blockBytes, blockSamples } = format;
  const toFileEnd = Math.max(0, fileEnd - data.start);
  const declared = data.length ?? toFileEnd;
  const available = Math.min(declared, toFileEnd);
  const blocks = Math.floor(available / blockBytes);
  const end = data.start + blocks * blockBytes;
  const missing = declared - available;
  const isCut = missing > TOLERANCE;
  // Without an incomplete block, the writer miscounted.
  const isEndMissing = !isCut && missing > 0 && available % blockBytes > 0;
  if (codec === 'mp3') {
    const inside = await planMp3(reader, data.start, end);
    if (!inside) throw damagedHeader();
    const warnings = isCut && !inside.isCut ? [cutShortAfter(inside.samples! / sampleRate, undefined)] : [];
    return { ...inside, isCut: isCut || inside.isCut, warnings: [...inside.warnings, ...warnings] };
  }
  const samples = blocks * blockSamples;
  const declaredSamples = Math.floor(declared / blockBytes) * blockSamples;
  return {
    format: 'wav',
    codec,
    sampleRate,
    channels,
    parts: [{ pieces: [{ start: data.start, end }], begin: 0, length: samples }],
    wav: format,
    samples,
    tolerance: 0,
    isCut,
    declared: declaredSamples,
    warnings: isCut
      ? [cutShortAfter(samples / sampleRate, declaredSamples / sampleRate)]
      : isEndMissing
        ? [endMissing]
        : [],
  };
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
): Promise<{ format: WavFormat; data: WavData }> {
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
      const isKnown = length === 0 ? await endsAfter(reader, content, fileEnd) : !isPlaceholder(length);
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
