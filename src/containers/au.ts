import { planSamples, sampleLayout } from './bare-samples.js';
import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader, unreadableCodec } from './completeness.js';
import type { SoundPlan } from './sound-plan.js';
import { isPlaceholder } from './wav.js';

const HEADER_BYTES = 24;

/** Codec and bytes of a sample by encoding. */
const ENCODINGS: Readonly<Record<number, readonly [codec: string, width: number]>> = {
  1: ['mulaw', 1],
  2: ['pcm', 1],
  3: ['pcm', 2],
  4: ['pcm', 3],
  5: ['pcm', 4],
  6: ['float', 4],
  7: ['float', 8],
  27: ['alaw', 1],
};

/** Whether a file is AU (Sun, NeXT). */
export const isAu = (head: DataView) => characters(head, 0) === '.snd';

/**
 * Reads the header of an AU file.
 *
 * @param start first byte of the file, after leading tags
 * @param fileEnd end of the file, before trailing tags, bytes
 * @throws PinnaError `bad-audio`
 */
export async function planAu(reader: ByteReader, start: number, fileEnd: number): Promise<SoundPlan> {
  const view = await reader.view(start, HEADER_BYTES);
  if (view.byteLength < HEADER_BYTES) throw cutShort();
  const [offset, size, encoding, sampleRate, channels] = [4, 8, 12, 16, 20].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const found = ENCODINGS[encoding];
  if (!found) throw unreadableCodec('AU', `encoding ${String(encoding)}`);
  const [codec, width] = found;
  const layout = sampleLayout({ codec, sampleRate, channels, bits: 8 * width }, { isBigEndian: true, isSigned: true });
  if (!layout || offset < HEADER_BYTES) throw damagedHeader();
  const isUnknown = isPlaceholder(size) || size === 0;
  return planSamples('au', layout, { start: start + offset, length: isUnknown ? undefined : size }, fileEnd);
}
