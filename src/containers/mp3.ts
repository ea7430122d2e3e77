import { characters, type ByteReader } from './byte-reader.js';
import { isSameStream, readMpegFrame, type MpegFrame } from './mpeg-frame.js';
import { NO_HEADER, TOLERANCE, type Completeness, type SoundContainer } from './sound-container.js';

/** Search range for the first frame, bytes: a stream that was cut out of another one begins inside a frame. */
const SEARCH = 1 << 16;
/** Number of consecutive frames that identify a stream: two may be chance. */
const FRAMES_IN_A_ROW = 3;

/** Properties of the whole stream, from the encoder's own header in the first frame. */
interface StreamInfo {
  readonly frames?: number;
  readonly bytes?: number;
  /** Number of samples that the encoder added at the beginning and the end. */
  readonly padding: number;
}

/**
 * Reads the first frame of an MP3 stream, and the encoder's own header in it, which holds the length. Without that header,
 * a file that is cut short cannot be recognised.
 *
 * @param start first byte of the stream, after leading tags
 * @param end end of the stream, before trailing tags, bytes
 * @returns undefined if there is no MP3
 */
export async function readMp3(reader: ByteReader, start: number, end: number): Promise<SoundContainer | undefined> {
  const first = await findFirstFrame(reader, start, end);
  if (!first) return undefined;
  const { position, frame } = first;
  const info = await readStreamInfo(reader, position, frame);
  const samples = info?.frames === undefined ? undefined : Math.max(0, info.frames * frame.samples - info.padding);
  return {
    format: 'mp3',
    codec: 'mp3',
    sampleRate: frame.sampleRate,
    channels: frame.channels,
    ...(samples !== undefined && { duration: samples / frame.sampleRate }),
    completeness: completenessOf(info, end - position),
    start: position,
    end,
    header: NO_HEADER,
  };
}

function completenessOf(info: StreamInfo | undefined, available: number): Completeness {
  if (info?.bytes === undefined) return 'unknown';
  return available >= info.bytes - TOLERANCE ? 'whole' : 'cut';
}

/**
 * Finds the first of several consecutive frames. If there are none, accepts a single frame at the very start, as in a file
 * that is cut short after it.
 */
async function findFirstFrame(
  reader: ByteReader,
  start: number,
  end: number,
): Promise<{ position: number; frame: MpegFrame } | undefined> {
  const atStart = readMpegFrame(await reader.view(start, 4));
  const limit = Math.min(start + SEARCH, end);
  for (let position = start; position < limit; position++) {
    position = await nextSync(reader, position, limit);
    const frame = readMpegFrame(await reader.view(position, 4));
    if (frame && (await isFollowed(reader, position, frame, end))) return { position, frame };
  }
  return atStart && { position: start, frame: atStart };
}

async function nextSync(reader: ByteReader, from: number, limit: number): Promise<number> {
  const view = await reader.view(from, limit - from);
  for (let i = 0; i < view.byteLength; i++) if (view.getUint8(i) === 0xff) return from + i;
  return limit;
}

async function isFollowed(reader: ByteReader, position: number, frame: MpegFrame, end: number): Promise<boolean> {
  let next = position;
  let current = frame;
  for (let count = 1; count < FRAMES_IN_A_ROW; count++) {
    next += current.bytes;
    const following = readMpegFrame(await reader.view(next, 4));
    if (next >= end || !following || !isSameStream(frame, following)) return false;
    current = following;
  }
  return true;
}

/** Reads the encoder's own header: that of Xing and LAME, or Fraunhofer's (VBRI). */
async function readStreamInfo(reader: ByteReader, position: number, frame: MpegFrame): Promise<StreamInfo | undefined> {
  const xing = await reader.view(position + frame.sideInfoEnd, 144);
  if (['Xing', 'Info'].includes(characters(xing, 0)) && xing.byteLength >= 16) return readXing(xing);
  const vbri = await reader.view(position + 36, 18);
  if (characters(vbri, 0) !== 'VBRI' || vbri.byteLength < 18) return undefined;
  return { bytes: vbri.getUint32(10), frames: vbri.getUint32(14), padding: 0 };
}

function readXing(view: DataView): StreamInfo {
  const flags = view.getUint32(4);
  const [hasFrames, hasBytes, hasTable, hasQuality] = [1, 2, 4, 8].map((bit) => (flags & bit) !== 0);
  const bytesAt = hasFrames ? 12 : 8;
  const lameAt = bytesAt + (hasBytes ? 4 : 0) + (hasTable ? 100 : 0) + (hasQuality ? 4 : 0);
  const hasDelays = view.byteLength >= lameAt + 24 && view.getUint8(lameAt) !== 0;
  const delays = hasDelays ? view.getUint32(lameAt + 20) & 0xffffff : 0;
  return {
    ...(hasFrames && { frames: view.getUint32(8) }),
    ...(hasBytes && { bytes: view.getUint32(bytesAt) }),
    padding: (delays >>> 12) + (delays & 0xfff),
  };
}
