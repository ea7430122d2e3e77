import type { ByteReader } from './byte-reader.js';
import { isSoundPage } from './ogg-checksum.js';
import { readOggCodec } from './ogg-codec.js';
import { OggLink } from './ogg-link.js';
import { findOggPage, readOggPage, type OggPage } from './ogg-pages.js';

/** The audio of an Ogg file. */
export interface OggStreams {
  /** Streams one after another. The second and further ones make a chain. */
  readonly links: readonly OggLink[];
  /** Whether the file ends inside a page. */
  readonly isCut: boolean;
}

/**
 * Reads every page of an Ogg file and checks it. Skips damaged bytes. Of several streams at the same time, uses the first one
 * with a known codec.
 *
 * @param start first byte of the stream, after leading tags
 * @param end end of the stream, before trailing tags, bytes
 * @throws PinnaError `bad-audio` for a damaged header
 */
export async function scanOgg(reader: ByteReader, start: number, end: number): Promise<OggStreams> {
  const links: OggLink[] = [];
  const isInLink = () => links.length > 0 && !links.at(-1)!.hasStarted && !links.at(-1)!.isEnded;
  let isCut = false;
  for (let position = start; position < end;) {
    const page = await readOggPage(reader, position);
    const bytes = page && (await readWholePage(reader, page, end));
    if (!bytes || !isSoundPage(bytes)) {
      const next = await findOggPage(reader, position + 1, end);
      isCut = !next;
      position = next?.position ?? end;
      continue;
    }
    position += bytes.length;
    const link = links.at(-1);
    if (page.isFirst) {
      const codec = isInLink()
        ? undefined
        : readOggCodec(new DataView(bytes.buffer, bytes.byteOffset + page.headerBytes, page.bodyBytes));
      if (codec) links.push(new OggLink(codec, page, bytes));
    } else if (page.serial === link?.serial) link.add(page, bytes);
  }
  return { links, isCut: isCut && !links.at(-1)?.isEnded };
}

/** Returns header and body of a page; undefined if the stream ends inside it. */
export async function readWholePage(reader: ByteReader, page: OggPage, end: number): Promise<Uint8Array | undefined> {
  const length = page.headerBytes + page.bodyBytes;
  if (page.position + length > end) return undefined;
  const { buffer, byteOffset, byteLength } = await reader.view(page.position, length);
  return byteLength < length ? undefined : new Uint8Array(buffer, byteOffset, byteLength);
}
