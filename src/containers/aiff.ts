import { planSamples, sampleLayout, type SampleData } from './bare-samples.js';
import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader, unreadableCodec } from './completeness.js';
import type { SoundPlan } from './sound-plan.js';
import type { WavFormat } from './wav-format.js';
import { isPlaceholder } from './wav.js';

const FORM_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
/** Offset and block size in front of the samples, bytes. */
const SOUND_HEADER_BYTES = 8;
/** Length of the `COMM` chunk up to the sample rate, and up to the compression of AIFC, bytes. */
const COMMON_BYTES = 18;
const COMPRESSED_BYTES = 22;
/** Maximum number of chunks: more than any writer creates. */
const MAX_CHUNKS = 4096;

/** Codec and layout of the samples by the compression of AIFC; `width` overrides the size of a sample, bytes. */
const COMPRESSIONS: Readonly<
  Record<string, Readonly<{ codec: string; isLittle?: boolean; isUnsigned?: boolean; width?: number }>>
> = {
  NONE: { codec: 'pcm' },
  twos: { codec: 'pcm' },
  sowt: { codec: 'pcm', isLittle: true },
  'raw ': { codec: 'pcm', isUnsigned: true, width: 1 },
  in24: { codec: 'pcm', width: 3 },
  '42ni': { codec: 'pcm', width: 3, isLittle: true },
  in32: { codec: 'pcm', width: 4 },
  '23ni': { codec: 'pcm', width: 4, isLittle: true },
  fl32: { codec: 'float', width: 4 },
  FL32: { codec: 'float', width: 4 },
  fl64: { codec: 'float', width: 8 },
  FL64: { codec: 'float', width: 8 },
  alaw: { codec: 'alaw', width: 1 },
  ALAW: { codec: 'alaw', width: 1 },
  ulaw: { codec: 'mulaw', width: 1 },
  ULAW: { codec: 'mulaw', width: 1 },
};

/** Whether a file is AIFF or AIFC. */
export const isAiff = (head: DataView) =>
  characters(head, 0) === 'FORM' && ['AIFF', 'AIFC'].includes(characters(head, 8));

/**
 * Reads the header of an AIFF or AIFC file. The chunks may have any order.
 *
 * @param start first byte of the file, after leading tags
 * @param fileEnd end of the file, before trailing tags, bytes
 * @throws PinnaError `bad-audio`
 */
export async function planAiff(reader: ByteReader, start: number, fileEnd: number): Promise<SoundPlan> {
  let layout: WavFormat | undefined;
  let data: SampleData | undefined;
  let position = start + FORM_HEADER_BYTES;
  for (let chunks = 0; !(layout && data) && chunks < MAX_CHUNKS; chunks++) {
    const head = await reader.view(position, CHUNK_HEADER_BYTES);
    if (head.byteLength < CHUNK_HEADER_BYTES) throw cutShort();
    const size = head.getUint32(4);
    const content = position + CHUNK_HEADER_BYTES;
    if (characters(head, 0) === 'COMM')
      layout = readCommon(await reader.view(content, Math.min(size, COMPRESSED_BYTES)));
    if (characters(head, 0) === 'SSND') data = await readSound(reader, content, size);
    position = content + size + (size % 2);
  }
  if (!layout || !data) throw damagedHeader();
  return planSamples('aiff', layout, data, fileEnd);
}

function readCommon(view: DataView): WavFormat {
  if (view.byteLength < COMMON_BYTES) throw cutShort();
  const compression = view.byteLength < COMPRESSED_BYTES ? 'NONE' : characters(view, COMMON_BYTES);
  const found = COMPRESSIONS[compression];
  if (!found) throw unreadableCodec('AIFF', `codec “${compression.trim()}”`);
  const { codec, isLittle = false, isUnsigned = false, width } = found;
  const fields = { codec, sampleRate: extended(view, 8), channels: view.getUint16(0), bits: view.getUint16(6) };
  const layout = sampleLayout(
    { ...fields, ...(width !== undefined && { width }) },
    { isBigEndian: !isLittle, isSigned: !isUnsigned },
  );
  if (!layout) throw damagedHeader();
  return layout;
}

/** Reads a floating-point number of 80 bits: sign and exponent, then a mantissa with its integer bit. */
function extended(view: DataView, at: number): number {
  return Math.round(Number(view.getBigUint64(at + 2)) * 2 ** ((view.getUint16(at) & 0x7fff) - 16_383 - 63));
}

async function readSound(reader: ByteReader, content: number, size: number): Promise<SampleData> {
  const view = await reader.view(content, 4);
  if (view.byteLength < 4) throw cutShort();
  const start = content + SOUND_HEADER_BYTES + view.getUint32(0);
  const length = size - (start - content);
  return { start, length: isPlaceholder(size) || length <= 0 ? undefined : length };
}
