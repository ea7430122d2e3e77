import { characters, type ByteReader } from './byte-reader.js';
import { cutShort, damagedHeader } from './completeness.js';
import { readStreamInfo } from './flac.js';
import { findLastOggPage, readOggPage, type OggPage } from './ogg-pages.js';
import { NO_HEADER, type Completeness, type SoundContainer } from './sound-container.js';

/** Properties of a stream, from its first packet. */
interface OggCodec extends Pick<SoundContainer, 'codec' | 'sampleRate' | 'channels'> {
  /** Number of samples at the beginning that a decoder discards. */
  readonly skipped: number;
}

/** Maximum number of pages with tags and pictures before the audio. */
const MAX_HEADER_PAGES = 1000;
/**
 * Threshold for the first page's sample count, seconds. A higher count means that the stream was cut out of a longer one,
 * such as a radio station's.
 */
export const MAX_PAGE_SECONDS = 60;

/** Whether a file begins as Ogg does. */
export const isOgg = (head: DataView) => characters(head, 0) === 'OggS';

/**
 * Reads the first and the last page of an Ogg file.
 *
 * @param start first byte of the stream, after leading tags
 * @param end end of the stream, before trailing tags, bytes
 * @returns undefined if its first stream is not Opus, Vorbis or FLAC
 * @throws PinnaError `bad-audio` for a file that ends before its first page does, and for a damaged header
 */
export async function readOgg(reader: ByteReader, start: number, end: number): Promise<SoundContainer | undefined> {
  const first = await readOggPage(reader, start);
  if (!first) throw cutShort();
  const packet = start + first.headerBytes;
  const codec = readCodec(await reader.view(packet, Math.min(first.bodyBytes, 64)));
  if (!codec) return undefined;
  if (packet + first.bodyBytes > end) throw cutShort();
  const last = await findLastOggPage(reader, end);
  const duration = (await isWholeCount(reader, first, last, codec)) ? durationOf(codec, last) : undefined;
  const { codec: name, sampleRate, channels } = codec;
  return {
    format: 'ogg',
    codec: name,
    sampleRate,
    channels,
    ...(duration !== undefined && { duration }),
    completeness: completenessOf(last, end),
    start,
    end,
    header: NO_HEADER,
  };
}

/**
 * Determines completeness by the last page. Some writers never set the flag that ends a stream. Without it, nothing shows
 * whether more was meant to follow.
 */
function completenessOf(last: OggPage | 'cut' | undefined, end: number): Completeness {
  if (!last || last === 'cut' || last.position + last.headerBytes + last.bodyBytes > end) return 'cut';
  return last.isLast ? 'whole' : 'unknown';
}

/** Whether the last page counts all samples of the file: there is no second stream, and the first one has its beginning. */
async function isWholeCount(
  reader: ByteReader,
  first: OggPage,
  last: OggPage | 'cut' | undefined,
  { sampleRate }: OggCodec,
): Promise<boolean> {
  if (!last || last === 'cut' || last.serial !== first.serial) return false;
  let page: OggPage | undefined = first;
  for (let pages = 0; page && page.granule <= 0 && pages < MAX_HEADER_PAGES; pages++) {
    page = await readOggPage(reader, page.position + page.headerBytes + page.bodyBytes);
  }
  return page === undefined || page.granule <= MAX_PAGE_SECONDS * sampleRate;
}

function durationOf(codec: OggCodec, last: OggPage | 'cut' | undefined): number | undefined {
  if (!last || last === 'cut' || last.granule < 0) return undefined;
  return Math.max(0, last.granule - codec.skipped) / codec.sampleRate;
}

/**
 * Reads the codec's header from the first packet.
 *
 * @throws PinnaError `bad-audio` for an invalid header of a known codec
 */
function readCodec(packet: DataView): OggCodec | undefined {
  const codec = opus(packet) ?? vorbis(packet) ?? flac(packet);
  if (codec && (codec.sampleRate === 0 || codec.channels === 0)) throw damagedHeader();
  return codec;
}

/** Reads the header of Opus (RFC 7845). Opus always decodes to 48 kHz, whatever the rate of its input was. */
function opus(packet: DataView): OggCodec | undefined {
  if (characters(packet, 0, 8) !== 'OpusHead') return undefined;
  if (packet.byteLength < 19) throw cutShort();
  return { codec: 'opus', sampleRate: 48_000, channels: packet.getUint8(9), skipped: packet.getUint16(10, true) };
}

function vorbis(packet: DataView): OggCodec | undefined {
  if (characters(packet, 0, 7) !== '\x01vorbis') return undefined;
  if (packet.byteLength < 30) throw cutShort();
  return { codec: 'vorbis', sampleRate: packet.getUint32(12, true), channels: packet.getUint8(11), skipped: 0 };
}

/** Reads the header of FLAC in Ogg (RFC 5334 and the FLAC mapping): FLAC's own header follows after nine bytes. */
function flac(packet: DataView): OggCodec | undefined {
  if (characters(packet, 0, 5) !== '\x7fFLAC') return undefined;
  const { sampleRate, channels } = readStreamInfo(
    new DataView(packet.buffer, packet.byteOffset + Math.min(9, packet.byteLength), Math.max(0, packet.byteLength - 9)),
  );
  return { codec: 'flac', sampleRate, channels, skipped: 0 };
}
