import type { ReadAt } from './audio-format.js';

/** Whether a valid frame header of MPEG audio layer III begins here. Layer I's would take a UTF-16 text for sound. */
export function isLayer3Header(head: Buffer): boolean {
  if (head.length < 4 || head[0] !== 0xff) return false;
  const version = (head[1]! >> 3) & 3;
  const layer = (head[1]! >> 1) & 3;
  const bitrate = head[2]! >> 4;
  const rate = (head[2]! >> 2) & 3;
  return (head[1]! & 0xe0) === 0xe0 && version !== 1 && layer === 1 && bitrate > 0 && bitrate < 15 && rate !== 3;
}

/**
 * Whether as many bytes follow as the Xing or Info header announces, which encoders put into the first frame. A file
 * without one cannot be told from a shorter one.
 */
export async function isMp3Complete(read: ReadAt, start: number, size: number): Promise<boolean> {
  const frame = await read(start, 64);
  if (!isLayer3Header(frame)) return size > start;
  const isMpeg1 = ((frame[1]! >> 3) & 3) === 3;
  const isMono = frame[3]! >> 6 === 3;
  const sideInfo = isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  const xing = frame.subarray(4 + sideInfo);
  const name = xing.toString('latin1', 0, 4);
  if ((name !== 'Xing' && name !== 'Info') || xing.length < 16) return true;
  const flags = xing.readUInt32BE(4);
  const hasFrames = (flags & 1) !== 0;
  const hasBytes = (flags & 2) !== 0;
  return !hasBytes || size - start >= xing.readUInt32BE(hasFrames ? 12 : 8);
}
