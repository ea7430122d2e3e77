import type { ByteReader } from './byte-reader.js';
import { readMp3Info, type Mp3Info } from './mp3-info.js';
import { scanMp3, type Mp3Frames } from './mp3-scan.js';
import { framesInARow, readMpegFrame, type MpegFrame } from './mpeg-frame.js';
import { TOLERANCE, type SoundPlan } from './sound-plan.js';
import { cutShortAfter, endMissing, type SoundWarning } from './sound-warning.js';

/** Search range for the first frame, bytes: a stream that was cut out of another one begins inside a frame. */
const SEARCH = 1 << 16;

/**
 * Reads every frame of an MP3 stream, and the encoder's own header in the first one. Without that header, a file that is
 * cut short between two frames cannot be recognised.
 *
 * @param start first byte of the stream, after leading tags
 * @param end end of the stream, before trailing tags, bytes
 * @returns undefined if there is no MP3
 * @throws PinnaError `bad-audio` if the sample rate changes
 */
export async function planMp3(reader: ByteReader, start: number, end: number): Promise<SoundPlan | undefined> {
  const first = await findFirstFrame(reader, start, end);
  if (!first) return undefined;
  const { position, frame } = first;
  const info = await readMp3Info(reader, position, frame);
  const { sampleRate, channels } = frame;
  const found = await scanMp3(reader, position, end, frame, info);
  const isCut = isCutShort(info, found, end - position);
  const [paddingBefore, paddingBehind] = info?.padding ?? [0, 0];
  const padding = paddingBefore + (isCut ? 0 : paddingBehind);
  const samples = Math.max(0, found.frames * frame.samples - padding);
  const declared = info?.frames && info.frames * frame.samples - paddingBefore - paddingBehind;
  const warnings: SoundWarning[] = [...found.warnings];
  if (isCut) warnings.push(cutShortAfter(samples / sampleRate, declared && declared / sampleRate));
  else if (found.isLastIncomplete) warnings.push(endMissing);
  return {
    format: 'mp3',
    codec: 'mp3',
    sampleRate,
    channels,
    parts: [{ pieces: found.pieces, begin: 0, length: samples }],
    samples,
    tolerance: 2 * frame.samples,
    isCut,
    declared,
    warnings,
  };
}

/** Whether more is missing at the end than writers miscount. */
function isCutShort(info: Mp3Info | undefined, { frames, warnings }: Mp3Frames, available: number): boolean {
  if (info?.frames === undefined && info?.bytes === undefined) return false;
  if (info.frames !== undefined && frames >= info.frames) return false;
  if (info.bytes !== undefined) return available < info.bytes - TOLERANCE;
  return info.frames !== undefined && frames < info.frames - 1 && warnings.length === 0;
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
  const position = await framesInARow(reader, start, Math.min(start + SEARCH, end), end);
  const frame = position === undefined ? undefined : readMpegFrame(await reader.view(position, 4));
  if (frame) return { position: position!, frame };
  return atStart && { position: start, frame: atStart };
}
