import { characters, type ByteReader } from './byte-reader.js';
import { cutOrDamaged, cutShort, damagedHeader } from './completeness.js';
import { scanFlac, type FlacRun } from './flac-scan.js';
import type { SoundPart } from './sound-part.js';
import { missingBetween } from './missing-sound.js';
import type { SoundPlan } from './sound-plan.js';
import { bytesSkipped, cutShortAfter } from './sound-warning.js';

/** Length of `fLaC` and the STREAMINFO block with its header, bytes. */
const INFO_BYTES = 42;
/** Length of the same up to the number of samples, bytes: more is not needed. */
const HEAD_BYTES = 26;
const BLOCK_HEADER_BYTES = 4;
/** Maximum number of metadata blocks. */
const MAX_BLOCKS = 4096;
/** Maximum number of bytes behind the frames that are not worth a warning. */
const MAX_PADDING = 4096;

/** Contents of STREAMINFO. */
interface StreamInfo {
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples per channel of a frame. */
  readonly blockSize: number;
  /** Number of samples per channel; 0 if the encoder did not know it. */
  readonly samples: number;
}

/** Whether a file begins as FLAC does. */
export const isFlac = (head: DataView) => characters(head, 0) === 'fLaC';

/**
 * Reads STREAMINFO, which is always the first block (RFC 9639), and every frame. FLAC declares no length in bytes, only a
 * number of samples.
 *
 * @param start first byte of the stream, after leading tags
 * @param end end of the stream, before trailing tags, bytes
 * @param partial whether to read a file with missing frames
 * @throws PinnaError `bad-audio`
 */
export async function planFlac(reader: ByteReader, start: number, end: number, partial: boolean): Promise<SoundPlan> {
  const head = await reader.view(start, INFO_BYTES);
  const { sampleRate, channels, blockSize, samples: declared } = readStreamInfo(head);
  const header = new Uint8Array(new Uint8Array(head.buffer, head.byteOffset, head.byteLength));
  const first = await skipMetadata(reader, start);
  const runs = await scanFlac(reader, first, end, { blockSize, declared });
  const base = declared === 0 ? (runs[0]?.begin ?? 0) : 0;
  const samples = runs.length === 0 ? 0 : runs.at(-1)!.begin + runs.at(-1)!.length - base;
  const isCut = declared > 0 ? samples < declared : (runs.at(-1)?.bytes.end ?? first) < end;
  const isPlain = runs.length === 1 && runs[0]!.bytes.start === first && runs[0]!.begin === base;
  const parts = isPlain
    ? [{ pieces: [{ start, end: runs[0]!.bytes.end }], begin: 0, length: samples }]
    : runs.map((run) => partOf(run, base, header));
  const warnings = missingBetween(parts, sampleRate);
  if (warnings.length > 0 && !partial) throw cutOrDamaged();
  const behind = runs.length === 0 || isCut ? 0 : end - runs.at(-1)!.bytes.end;
  if (behind > MAX_PADDING) warnings.push(bytesSkipped(behind, samples / sampleRate));
  if (isCut) warnings.push(cutShortAfter(samples / sampleRate, declared > 0 ? declared / sampleRate : undefined));
  const stream = { format: 'flac', codec: 'flac', sampleRate, channels } as const;
  return { ...stream, parts, samples, tolerance: 0, isCut, warnings };
}

/** Frames are decoded behind a header of STREAMINFO alone, without a number of samples. */
function partOf({ bytes, begin, length }: FlacRun, base: number, head: Uint8Array): SoundPart {
  const header = new Uint8Array(head);
  header[4] = 0x80; // the last block of metadata
  header[21]! &= 0xf0;
  header.fill(0, 22); // length and MD5
  return { pieces: [header, bytes], begin: begin - base, length };
}

/** Finds the first byte after the blocks of metadata. */
async function skipMetadata(reader: ByteReader, start: number): Promise<number> {
  let position = start + 4;
  for (let blocks = 0; blocks < MAX_BLOCKS; blocks++) {
    const view = await reader.view(position, BLOCK_HEADER_BYTES);
    if (view.byteLength < BLOCK_HEADER_BYTES) throw cutShort();
    position += BLOCK_HEADER_BYTES + (view.getUint32(0) & 0xffffff);
    if (view.getUint8(0) >> 7) return position;
  }
  throw damagedHeader();
}

/**
 * Reads the header that begins with `fLaC`, in a FLAC file or in an Ogg packet.
 *
 * @throws PinnaError `bad-audio`
 */
export function readStreamInfo(view: DataView): StreamInfo {
  if (view.byteLength < HEAD_BYTES) throw cutShort();
  // 16 bits each of minimum and maximum block size; from byte 18 on: 20 bits of sample rate, 3 of channels less one, 5 of
  // sample size less one, 36 of length.
  const bits = view.getUint32(18);
  const sampleRate = bits >>> 12;
  const channels = ((bits >>> 9) & 7) + 1;
  const blockSize = view.getUint16(10);
  if (sampleRate === 0 || blockSize === 0) throw damagedHeader();
  return { sampleRate, channels, blockSize, samples: (bits & 15) * 2 ** 32 + view.getUint32(22) };
}
