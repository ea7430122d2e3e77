import { characters, type ByteReader } from './byte-reader.js';
import { setOggChecksum } from './ogg-checksum.js';

/** Header of an Ogg page (RFC 3533). */
export interface OggPage {
  readonly position: number;
  /** Whether a logical stream begins with this page. */
  readonly isFirst: boolean;
  /** Whether its logical stream ends with this page. */
  readonly isLast: boolean;
  /** Whether the page begins with the rest of the packet that the page before it left incomplete. */
  readonly isContinued: boolean;
  readonly serial: number;
  /** Number of the page in its logical stream. */
  readonly sequence: number;
  /** Position of the last sample that ends in this page, in the codec's own count; -1 if no sample ends in it. */
  readonly granule: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

const HEADER_BYTES = 27;
const MAX_HEADER_BYTES = HEADER_BYTES + 255;

/** Reads the header of the page at `position`. Returns undefined if no page begins there, or if its header is incomplete. */
export async function readOggPage(reader: ByteReader, position: number): Promise<OggPage | undefined> {
  const view = await reader.view(position, MAX_HEADER_BYTES);
  if (characters(view, 0) !== 'OggS' || view.byteLength < HEADER_BYTES || view.getUint8(4) !== 0) return undefined;
  const segments = view.getUint8(26);
  if (view.byteLength < HEADER_BYTES + segments) return undefined;
  let bodyBytes = 0;
  for (let i = 0; i < segments; i++) bodyBytes += view.getUint8(HEADER_BYTES + i);
  const flags = view.getUint8(5);
  return {
    position,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    isContinued: (flags & 1) !== 0,
    sequence: view.getUint32(18, true),
    serial: view.getUint32(14, true),
    granule: Number(view.getBigInt64(6, true)),
    headerBytes: HEADER_BYTES + segments,
    bodyBytes,
  };
}

/** Finds the first page header from a position on. @param end of the stream, bytes */
export async function findOggPage(reader: ByteReader, from: number, end: number): Promise<OggPage | undefined> {
  for (let position = from; position < end - 3;) {
    const view = await reader.view(position, Math.min(1 << 14, end - position));
    const at = indexOfPage(view);
    const page = at < 0 ? undefined : await readOggPage(reader, position + at);
    if (page) return page;
    position += at < 0 ? Math.max(1, view.byteLength - 3) : at + 1;
  }
  return undefined;
}

function indexOfPage(view: DataView): number {
  for (let i = 0; i + 4 <= view.byteLength; i++) if (view.getUint32(i) === 0x4f676753) return i;
  return -1;
}

/** A part of a packet that lies in one page. */
export interface PacketPart {
  readonly bytes: Uint8Array;
  /** Whether the packet ends in this page. */
  readonly isComplete: boolean;
}

/** Splits the body of a whole page into packets. @param bytes header and body */
export function packetParts(bytes: Uint8Array, { headerBytes }: OggPage): PacketPart[] {
  const parts: PacketPart[] = [];
  let start = headerBytes;
  let end = start;
  for (let i = HEADER_BYTES; i < headerBytes; i++) {
    end += bytes[i]!;
    if (bytes[i] === 255) continue;
    parts.push({ bytes: bytes.subarray(start, end), isComplete: true });
    start = end;
  }
  if (end > start || bytes[headerBytes - 1] === 255)
    parts.push({ bytes: bytes.subarray(start, end), isComplete: false });
  return parts;
}

/** Returns a copy of a page without its first packet, whose beginning is lost. @param bytes the whole page */
export function withoutFirstPacket(bytes: Uint8Array, { headerBytes }: OggPage): Uint8Array<ArrayBuffer> {
  let segments = HEADER_BYTES;
  let dropped = 0;
  while (segments < headerBytes) {
    const length = bytes[segments++]!;
    dropped += length;
    if (length < 255) break;
  }
  const page = new Uint8Array(bytes.length - dropped - (segments - HEADER_BYTES));
  page.set(bytes.subarray(0, HEADER_BYTES));
  page.set(bytes.subarray(segments, headerBytes), HEADER_BYTES);
  page.set(bytes.subarray(headerBytes + dropped), HEADER_BYTES + headerBytes - segments);
  page[5]! &= ~1;
  page[26] = headerBytes - segments;
  setOggChecksum(page);
  return page;
}
