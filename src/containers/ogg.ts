import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedBeyondUse, damagedHeader, rateChanges } from './completeness.js';
import { isSoundPage } from './ogg-checksum.js';
import { readOggCodec } from './ogg-codec.js';
import { readOggPage } from './ogg-pages.js';
import { readWholePage, scanOgg } from './ogg-scan.js';
import { missingBetween } from './missing-sound.js';
import type { SoundPlan } from './sound-plan.js';
import { MAX_PARTS, type SoundPart } from './sound-part.js';
import { cutShortAfter } from './sound-warning.js';

/** Samples that decoders may omit: a block of Vorbis, a packet of Opus. */
const TOLERANCES: Readonly<Record<string, number>> = { vorbis: 8192, opus: 960 };

/** Whether a file begins as Ogg does. */
export const isOgg = (head: DataView) => characters(head, 0) === 'OggS';

/**
 * Reads every page of an Ogg file: several streams one after another, and pages that are missing or damaged.
 *
 * @param start first byte of the stream, after leading tags
 * @param end end of the stream, before trailing tags, bytes
 * @returns undefined if there is no Opus, Vorbis or FLAC in it
 * @throws PinnaError `bad-audio` for a file that ends before its audio begins, and for a damaged header
 */
export async function planOgg(reader: ByteReader, start: number, end: number): Promise<SoundPlan | undefined> {
  const { links, isCut } = await scanOgg(reader, start, end);
  const first = links[0];
  if (!first) {
    const page = await readOggPage(reader, start);
    const bytes = page && (await readWholePage(reader, page, end));
    if (!bytes) throw cutShort();
    const isKnown = readOggCodec(new DataView(bytes.buffer, bytes.byteOffset + page.headerBytes, page.bodyBytes));
    if (isKnown && !isSoundPage(bytes)) throw damagedHeader();
    return undefined;
  }
  if (!first.hasStarted) throw isCut ? cutShort() : damagedHeader();
  const { codec, sampleRate, channels } = first.codec;
  const parts: SoundPart[] = [];
  let samples = 0;
  for (const link of links) {
    if (link.codec.sampleRate !== sampleRate || link.codec.codec !== codec) throw rateChanges();
    // Decoders reject a stream without a sample.
    parts.push(...link.finish(samples).filter(({ length }) => length !== 0));
    if (parts.length > MAX_PARTS) throw damagedBeyondUse();
    samples += link.samples;
  }
  const warnings = missingBetween(parts, sampleRate);
  if (isCut) warnings.push(cutShortAfter(samples / sampleRate, undefined));
  const tolerance = TOLERANCES[codec] ?? 0;
  return { format: 'ogg', codec, sampleRate, channels, parts, samples, tolerance, isCut, warnings };
}
