import { characters, type ByteReader } from './byte-reader.js';

/** Header of an Ogg page (RFC 3533). */
export interface OggPage {
  readonly position: number;
  /** Whether a logical stream begins with this page. */
  readonly isFirst: boolean;
  /** Whether its logical stream ends with this page. */
  readonly isLast: boolean;
  readonly serial: number;
  /** Position of the last sample that ends in this page, in the codec's own count; -1 if no sample ends in it. */
  readonly granule: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

const HEADER_BYTES = 27;
const MAX_HEADER_BYTES = HEADER_BYTES + 255;
const MAX_PAGE_BYTES = MAX_HEADER_BYTES + 255 * 255;

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
    serial: view.getUint32(14, true),
    granule: Number(view.getBigInt64(6, true)),
    headerBytes: HEADER_BYTES + segments,
    bodyBytes,
  };
}

/** Returns the page after `page`. If none follows directly, as after a damaged part, searches for the next one. */
export async function nextOggPage(reader: ByteReader, page: OggPage): Promise<OggPage | undefined> {
  const follows = page.position + page.headerBytes + page.bodyBytes;
  return (await readOggPage(reader, follows)) ?? (await findOggPage(reader, page.position + 4));
}

async function findOggPage(reader: ByteReader, from: number): Promise<OggPage | undefined> {
  for (let position = from; position < reader.size;) {
    const view = await reader.view(position, 1 << 14);
    const at = indexOfPage(view);
    const page = at < 0 ? undefined : await readOggPage(reader, position + at);
    if (page) return page;
    position += at < 0 ? Math.max(1, view.byteLength - 3) : at + 1;
  }
  return undefined;
}

/** Finds the last page of a file by the last capture pattern. Returns `cut` if the header of that page is incomplete. */
export async function findLastOggPage(reader: ByteReader, end: number): Promise<OggPage | 'cut' | undefined> {
  const from = Math.max(0, end - MAX_PAGE_BYTES);
  let last: number | undefined;
  for (let position = from; position < end - 3;) {
    const view = await reader.view(position, 1 << 14);
    const at = indexOfPage(view);
    if (at >= 0) last = position + at;
    position += at < 0 ? Math.max(1, view.byteLength - 3) : at + 4;
  }
  return last === undefined ? undefined : ((await readOggPage(reader, last)) ?? 'cut');
}

function indexOfPage(view: DataView): number {
  for (let i = 0; i + 4 <= view.byteLength; i++) if (view.getUint32(i) === 0x4f676753) return i;
  return -1;
}
