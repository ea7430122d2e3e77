import { characters, type ByteReader } from './byte-reader.js';

const ID3V1_BYTES = 128;
const APE_FOOTER_BYTES = 32;

/**
 * Finds the first byte after leading ID3v2 tags (https://id3.org/id3v2.4.0-structure). There may be several: a program that
 * does not know a tag puts another one in front.
 */
export async function skipTagsInFront(reader: ByteReader): Promise<number> {
  let start = 0;
  for (;;) {
    const length = id3Length(await reader.view(start, 10));
    if (length === 0) return start;
    start += length;
  }
}

/** Finds the end of the audio before trailing tags: ID3v1, APE, Lyrics3 and ID3v2.4 with a footer, in any order. */
export async function skipTagsBehind(reader: ByteReader, start: number): Promise<number> {
  let end = reader.size;
  for (;;) {
    const length = await tagLengthBefore(reader, end);
    if (length === 0 || end - length < start) return end;
    end -= length;
  }
}

/** Returns the length of an ID3v2 tag, bytes; 0 if there is none. Its size field has seven bits in each byte. */
function id3Length(head: DataView): number {
  if (head.byteLength < 10 || characters(head, 0, 3) !== 'ID3' || head.getUint8(3) === 0xff) return 0;
  const footer = head.getUint8(5) & 0x10 ? 10 : 0;
  return 10 + synchsafe(head, 6) + footer;
}

const synchsafe = (view: DataView, at: number) =>
  [0, 1, 2, 3].reduce((sum, i) => sum * 128 + (view.getUint8(at + i) & 127), 0);

async function tagLengthBefore(reader: ByteReader, end: number): Promise<number> {
  if (characters(await reader.view(end - ID3V1_BYTES, 3), 0, 3) === 'TAG') return ID3V1_BYTES;
  const tail = await reader.view(end - APE_FOOTER_BYTES, APE_FOOTER_BYTES);
  if (characters(tail, 0, 8) === 'APETAGEX') {
    const hasHeader = tail.getUint32(20, true) >>> 31;
    return tail.getUint32(12, true) + (hasHeader ? APE_FOOTER_BYTES : 0);
  }
  if (characters(tail, 22, 3) === '3DI') return 20 + synchsafe(tail, 28);
  if (characters(tail, 23, 9) === 'LYRICS200') return 15 + (Number.parseInt(characters(tail, 17, 6), 10) || 0);
  return 0;
}

/** Returns the length of a tag that begins at a position between two frames, bytes; 0 if there is none. */
export async function tagLengthAt(reader: ByteReader, position: number): Promise<number> {
  const head = await reader.view(position, APE_FOOTER_BYTES);
  if (characters(head, 0, 3) === 'TAG') return ID3V1_BYTES;
  if (characters(head, 0, 8) === 'APETAGEX') return APE_FOOTER_BYTES + head.getUint32(12, true);
  return id3Length(head);
}
