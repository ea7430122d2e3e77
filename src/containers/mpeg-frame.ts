import type { ByteReader } from './byte-reader.js';

/** The header of a frame of MPEG audio layer III (ISO/IEC 11172-3, 13818-3). */
export interface MpegFrame {
  /** Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples per channel. */
  readonly samples: number;
  /** Length of the whole frame, bytes. */
  readonly bytes: number;
  /** Length of the header and the side information, bytes. In a first frame, an encoder's own header begins there. */
  readonly sideInfoEnd: number;
  /** The header itself, four bytes. */
  readonly header: number;
}

/** Number of consecutive frames that identify a stream: two may be chance. */
const FRAMES_IN_A_ROW = 3;
/** Number of bytes that are searched at once. */
const BLOCK_BYTES = 1 << 15;
/** Number of silent frames in one piece. */
const SILENT_FRAMES = 64;

/** Sample rates of MPEG-1 by index, Hz; MPEG-2 halves and MPEG-2.5 quarters them. */
const RATES = [44_100, 48_000, 32_000];
/** Bit rates by index, kbit/s. */
const MPEG1_BITRATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG2_BITRATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const DIVISORS: Readonly<Record<number, number>> = { 3: 1, 2: 2, 0: 4 };

/**
 * Reads a frame header. Rejects other layers: a UTF-16 byte-order mark would match layer I.
 *
 * @returns undefined if no valid header begins there
 */
export function readMpegFrame(view: DataView, at = 0): MpegFrame | undefined {
  if (at + 4 > view.byteLength || view.getUint8(at) !== 0xff) return undefined;
  const bits = view.getUint32(at);
  const [version, layer, bitrate, rate] = [(bits >>> 19) & 3, (bits >>> 17) & 3, (bits >>> 12) & 15, (bits >>> 10) & 3];
  const divisor = DIVISORS[version];
  if (bits >>> 21 !== 0x7ff || divisor === undefined || layer !== 1 || bitrate === 0 || bitrate === 15 || rate === 3) {
    return undefined;
  }
  const isMpeg1 = version === 3;
  const isMono = ((bits >>> 6) & 3) === 3;
  const sampleRate = RATES[rate]! / divisor;
  const samples = isMpeg1 ? 1152 : 576;
  const kilobits = (isMpeg1 ? MPEG1_BITRATES : MPEG2_BITRATES)[bitrate]!;
  const padding = (bits >>> 9) & 1;
  return {
    sampleRate,
    channels: isMono ? 1 : 2,
    samples,
    bytes: Math.floor((samples * kilobits * 125) / sampleRate) + padding,
    sideInfoEnd: 4 + (isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17),
    header: bits,
  };
}

/** Whether two frames can belong to one stream. */
export function isSameStream(one: MpegFrame, other: MpegFrame): boolean {
  return one.sampleRate === other.sampleRate && one.samples === other.samples;
}

/**
 * Finds the first position at which several frames of one stream follow each other, or fewer that end exactly where the
 * stream does.
 *
 * @param from first position, bytes
 * @param limit end of the search, bytes
 * @param end end of the stream, bytes
 */
export async function framesInARow(
  reader: ByteReader,
  from: number,
  limit: number,
  end: number,
): Promise<number | undefined> {
  for (let position = from; position < limit; position++) {
    const view = await reader.view(position, Math.min(BLOCK_BYTES, limit - position));
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const sync = bytes.indexOf(0xff);
    if (sync < 0) position += Math.max(1, bytes.length) - 1;
    else {
      position += sync;
      const frame = readMpegFrame(await reader.view(position, 4));
      if (frame && (await isFollowed(reader, position, frame, end))) return position;
    }
  }
  return undefined;
}

async function isFollowed(reader: ByteReader, position: number, frame: MpegFrame, end: number): Promise<boolean> {
  let next = position;
  let current = frame;
  for (let count = 1; count < FRAMES_IN_A_ROW; count++) {
    next += current.bytes;
    if (next === end && count > 1) return true;
    const following = readMpegFrame(await reader.view(next, 4));
    if (next >= end || !following || !isSameStream(frame, following)) return false;
    current = following;
  }
  return true;
}

/** Returns frames of silence for a stream: all of their side information is 0. */
export function silentFrames({ header }: MpegFrame, count: number): Uint8Array<ArrayBuffer>[] {
  // The lowest bit rate, no checksum, no padding.
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, (header & ~0xf200) | 0x11000);
  const frame = new Uint8Array(readMpegFrame(view)!.bytes);
  frame.set(new Uint8Array(view.buffer));
  const many = new Uint8Array(frame.length * SILENT_FRAMES);
  for (let i = 0; i < SILENT_FRAMES; i++) many.set(frame, i * frame.length);
  const rest = count % SILENT_FRAMES;
  const pieces = new Array<Uint8Array<ArrayBuffer>>(Math.floor(count / SILENT_FRAMES)).fill(many);
  return rest > 0 ? [...pieces, many.subarray(0, rest * frame.length)] : pieces;
}
