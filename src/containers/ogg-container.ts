import type { AudioFormat, ReadAt } from './audio-format.js';

const LONGEST_PAGE = 27 + 255 + 255 * 255;
const END_OF_STREAM = 4;

/** @param head the first page's beginning; its one packet starts at byte 28 (RFC 3533, and each codec's mapping) */
export function findOggCodec(head: Buffer): AudioFormat | undefined {
  const packet = head.toString('latin1', 28);
  if (packet.startsWith('OpusHead')) return 'opus';
  if (packet.startsWith('\x01vorbis')) return 'oga';
  if (packet.startsWith('\x7fFLAC')) return 'flac';
  return undefined;
}

/** Whether the last page is there to its end and says that it is the last. */
export async function isOggComplete(read: ReadAt, size: number): Promise<boolean> {
  const tail = await read(Math.max(0, size - LONGEST_PAGE), LONGEST_PAGE);
  const page = tail.subarray(tail.lastIndexOf('OggS'));
  const segments = page[26];
  if (segments === undefined || page.length < 27 + segments) return false;
  const body = page.subarray(27, 27 + segments).reduce((sum, length) => sum + length, 0);
  return (page[5]! & END_OF_STREAM) !== 0 && page.length >= 27 + segments + body;
}
