import type { ByteReader } from './byte-reader.js';
import { damagedBeyondUse, rateChanges } from './completeness.js';
import type { Mp3Info } from './mp3-info.js';
import { framesInARow, isSameStream, readMpegFrame, silentFrames, type MpegFrame } from './mpeg-frame.js';
import { MAX_PARTS, PieceList, type ByteRange, type Piece } from './sound-part.js';
import { allMissing, bytesSkipped, type SoundWarning } from './sound-warning.js';
import { tagLengthAt } from './tags.js';

/** Maximum silence for a damaged part, seconds. */
const MAX_SILENCE = 3600;

/** The frames of an MP3 stream. */
export interface Mp3Frames {
  /** What a decoder gets: frames without what is between them. Silent frames stand in for damaged ones. */
  readonly pieces: readonly Piece[];
  /** Number of frames in `pieces`, without one that holds the encoder's own header. */
  readonly frames: number;
  /** Whether the stream ends inside a frame. */
  readonly isLastIncomplete: boolean;
  readonly warnings: readonly SoundWarning[];
}

/** Bytes that are neither frames nor tags. */
interface Junk {
  /** Number of frames before them. */
  readonly frames: number;
  readonly bytes: number;
  /** Index of the next range. */
  readonly index: number;
}

/**
 * Reads every frame header. Leaves out tags between frames, which joined files have. Where other bytes lie between frames,
 * frames are damaged: puts as many silent frames there as are missing, by the encoder's own count or by the mean length.
 *
 * @param start position of the first frame
 * @param end end of the stream, bytes
 * @throws PinnaError `bad-audio` if the sample rate changes, and for damage in too many places
 */
export async function scanMp3(
  reader: ByteReader,
  start: number,
  end: number,
  first: MpegFrame,
  info: Mp3Info | undefined,
): Promise<Mp3Frames> {
  const ranges = new PieceList();
  const junk: Junk[] = [];
  const headers = info ? 1 : 0;
  let [frames, bytes] = [0, 0];
  let isLastIncomplete = false;
  let trailing: SoundWarning | undefined;
  for (let position = start; position < end;) {
    const frame = readMpegFrame(await reader.view(position, 4));
    if (frame && isSameStream(first, frame) && position + frame.bytes <= end) {
      ranges.add({ start: position, end: position + frame.bytes });
      frames += 1;
      bytes += frame.bytes;
      position += frame.bytes;
      continue;
    }
    const tag = await tagLengthAt(reader, position);
    if (tag > 0) {
      position += tag;
      continue;
    }
    const next = await framesInARow(reader, position + 1, end, end);
    if (next === undefined) {
      isLastIncomplete = frame !== undefined && isSameStream(first, frame);
      if (!isLastIncomplete && end - position > first.bytes)
        trailing = bytesSkipped(end - position, ((frames - headers) * first.samples) / first.sampleRate);
      break;
    }
    if (!isSameStream(first, readMpegFrame(await reader.view(next, 4))!)) throw rateChanges();
    if (junk.length === MAX_PARTS) throw damagedBeyondUse();
    junk.push({ frames, bytes: next - position, index: ranges.pieces.length });
    position = next;
  }
  const filled = fill(ranges.pieces as ByteRange[], junk, { frames, bytes, headers, info, first });
  const warnings = [...filled.warnings, ...(trailing ? [trailing] : [])];
  return { pieces: filled.pieces, frames: frames - headers + filled.frames, isLastIncomplete, warnings };
}

/** Puts silent frames in the places of damaged ones. */
function fill(
  ranges: readonly ByteRange[],
  junk: readonly Junk[],
  stream: { frames: number; bytes: number; headers: number; info: Mp3Info | undefined; first: MpegFrame },
): { pieces: Piece[]; frames: number; warnings: SoundWarning[] } {
  const { frames, bytes, headers, info, first } = stream;
  const estimates = junk.map((one) => Math.round((one.bytes * frames) / Math.max(1, bytes)));
  const counted = info?.frames === undefined ? undefined : Math.max(0, info.frames - (frames - headers));
  // With a single damaged place, the encoder's count says how many are missing.
  const missing = counted !== undefined && junk.length === 1 ? [counted] : estimates;
  const seconds = (count: number) => (count * first.samples) / first.sampleRate;
  if (seconds(missing.reduce((sum, count) => sum + count, 0)) > MAX_SILENCE) throw damagedBeyondUse();
  const pieces: Piece[] = [];
  const gaps: [number, number][] = [];
  const warnings: SoundWarning[] = [];
  let inserted = 0;
  let from = 0;
  junk.forEach((one, i) => {
    const count = missing[i]!;
    pieces.push(...ranges.slice(from, one.index), ...silentFrames(first, count));
    from = one.index;
    const begin = seconds(one.frames - headers + inserted);
    if (count > 0) gaps.push([begin, begin + seconds(count)]);
    else if (one.bytes > first.bytes) warnings.push(bytesSkipped(one.bytes, begin));
    inserted += count;
  });
  pieces.push(...ranges.slice(from));
  return { pieces, frames: inserted, warnings: [...allMissing(gaps), ...warnings] };
}
