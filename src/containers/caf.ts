import { planSamples, sampleLayout } from './bare-samples.js';
import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader, unreadableCodec } from './completeness.js';
import type { SoundPlan } from './sound-plan.js';
import type { WavFormat } from './wav-format.js';

const FILE_HEADER_BYTES = 8;
const CHUNK_HEADER_BYTES = 12;
/** Length of the `desc` chunk, bytes. */
const DESCRIPTION_BYTES = 32;
/** Number of edits in front of the samples, bytes. */
const EDITS_BYTES = 4;
/** Maximum number of chunks: more than any writer creates. */
const MAX_CHUNKS = 4096;
const FLOAT = 1;
const LITTLE_ENDIAN = 2;
/** Codecs of bare samples by format id. */
const CODECS: Readonly<Record<string, string>> = { lpcm: 'pcm', alaw: 'alaw', ulaw: 'mulaw' };

/** Whether a file is in Apple's Core Audio Format. */
export const isCaf = (head: DataView) => characters(head, 0) === 'caff';

/**
 * Reads the header of a CAF file.
 *
 * @param start first byte of the file, after leading tags
 * @param fileEnd end of the file, before trailing tags, bytes
 * @throws PinnaError `bad-audio`
 */
export async function planCaf(reader: ByteReader, start: number, fileEnd: number): Promise<SoundPlan> {
  let layout: WavFormat | undefined;
  let position = start + FILE_HEADER_BYTES;
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks++) {
    const head = await reader.view(position, CHUNK_HEADER_BYTES);
    if (head.byteLength < CHUNK_HEADER_BYTES) throw cutShort();
    const size = Number(head.getBigInt64(4));
    const content = position + CHUNK_HEADER_BYTES;
    if (characters(head, 0) === 'desc') layout = readDescription(await reader.view(content, DESCRIPTION_BYTES));
    if (characters(head, 0) === 'data') {
      if (!layout) throw damagedHeader();
      // -1: the writer did not know the size, and the chunk is the last one.
      const length = size > EDITS_BYTES ? size - EDITS_BYTES : size < 0 ? undefined : 0;
      return planSamples('caf', layout, { start: content + EDITS_BYTES, length }, fileEnd);
    }
    if (size < 0) break;
    position = content + size;
  }
  throw damagedHeader();
}

function readDescription(view: DataView): WavFormat {
  if (view.byteLength < DESCRIPTION_BYTES) throw cutShort();
  const id = characters(view, 8);
  const codec = CODECS[id];
  if (codec === undefined) throw unreadableCodec('CAF', `codec “${id.trim()}”`);
  const flags = view.getUint32(12);
  const [packetBytes, channels, bits] = [view.getUint32(16), view.getUint32(24), view.getUint32(28)];
  const isLinear = codec === 'pcm';
  const width = isLinear ? packetBytes / channels : 1;
  if (!Number.isInteger(width) || bits > 8 * width) throw damagedHeader();
  const layout = sampleLayout(
    {
      codec: isLinear && flags & FLOAT ? 'float' : codec,
      sampleRate: view.getFloat64(0),
      channels,
      bits,
      width,
    },
    { isBigEndian: !(flags & LITTLE_ENDIAN), isSigned: true },
  );
  if (!layout) throw damagedHeader();
  return layout;
}
