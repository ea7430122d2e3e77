import { characters, type ByteReader } from './byte-reader.js';
import { damagedBeyondUse } from './completeness.js';
import { MAX_FLAC_HEADER_BYTES, readFlacFrame, type FlacFrame } from './flac-frame.js';
import { MAX_PARTS, type ByteRange } from './sound-part.js';

/** Number of bytes read at once. */
const BLOCK_BYTES = 1 << 16;
/** Maximum number of possible frames that are followed at the same time. */
const MAX_CANDIDATES = 8;

/** Table of the frame's checksum by byte: polynomial 0x8005. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 8;
  for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum & 0x8000 ? 0x8005 : 0);
  return sum;
});

/** Undamaged frames one after another. */
export interface FlacRun {
  readonly bytes: ByteRange;
  /** Position of the first sample. */
  readonly begin: number;
  /** Samples per channel. */
  readonly length: number;
}

/** A stream whose frames are numbered. */
export interface FlacNumbering {
  /** Samples per frame, for streams that count frames. */
  readonly blockSize: number;
  /** Length by the header, samples; 0 if not known. */
  readonly declared: number;
}

/** Bytes that look like a frame. They are one if the checksum is 0 at the next header. */
class Candidate {
  readonly position: number;
  readonly begin: number;
  readonly end: number;
  /** Whether the checksum is 0 here. */
  get isSound(): boolean {
    return this.#sum === 0;
  }
  /** Last position where the checksum became 0. */
  soundUntil = 0;
  #sum = 0;

  constructor(position: number, { samples }: FlacFrame, begin: number) {
    this.position = position;
    this.begin = begin;
    this.end = begin + samples;
  }

  /** Adds bytes to the checksum. @param offset position of the block in the file */
  add(bytes: Uint8Array, from: number, to: number, offset: number): void {
    let sum = this.#sum;
    for (let i = from; i < to; i++) {
      const before = sum;
      sum = ((sum << 8) & 0xffff) ^ TABLE[(sum >> 8) ^ bytes[i]!]!;
      if (sum === 0 && before !== 0) this.soundUntil = offset + i + 1;
    }
    this.#sum = sum;
  }
}

/**
 * Reads every frame of a FLAC stream and checks it. The headers number the frames, so the length of a missing part between
 * two runs is exact.
 *
 * @param start first byte of the first frame
 * @param end end of the stream, bytes
 */
export async function scanFlac(
  reader: ByteReader,
  start: number,
  end: number,
  { blockSize, declared }: FlacNumbering,
): Promise<FlacRun[]> {
  const runs = new RunList();
  let candidates: Candidate[] = [];

  function meet(found: Candidate): void {
    const before = candidates.find((one) => one.isSound && one.end <= found.begin);
    if (before) {
      runs.add(before, found.position);
      candidates = [];
    }
    candidates.push(found);
    if (candidates.length > MAX_CANDIDATES) candidates.splice(1, 1);
  }

  for (let position = start; position < end;) {
    const view = await reader.view(position, Math.min(BLOCK_BYTES, end - position));
    if (view.byteLength === 0) break;
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let from = 0; from < bytes.length;) {
      const sync = bytes.indexOf(0xff, from + 1);
      const to = sync < 0 ? bytes.length : sync;
      if (canBeHeader(bytes, from)) {
        const frame = readFlacFrame(await reader.view(position + from, MAX_FLAC_HEADER_BYTES));
        const begin = frame && frame.number * (frame.isVariable ? 1 : blockSize);
        if (begin !== undefined && begin >= runs.end) meet(new Candidate(position + from, frame!, begin));
      }
      for (const candidate of candidates) {
        const before = candidate.soundUntil;
        candidate.add(bytes, from, to, position);
        if (candidate.soundUntil === before || !(await isFileAt(reader, candidate.soundUntil))) continue;
        runs.add(candidate, candidate.soundUntil);
        return runs.runs;
      }
      from = to;
    }
    position += bytes.length;
  }
  const last = candidates.find((one) => one.isSound);
  if (last) runs.add(last, end);
  else {
    // Bytes behind the last frame that are not a tag.
    const padded = candidates.find((one) => one.soundUntil > 0 && one.end === declared);
    if (padded) runs.add(padded, padded.soundUntil);
  }
  return runs.runs;
}

/** Whether another FLAC file begins at a position, as in joined files. Its frames are numbered from 0 again. */
async function isFileAt(reader: ByteReader, position: number): Promise<boolean> {
  return characters(await reader.view(position, 4), 0) === 'fLaC';
}

const canBeHeader = (bytes: Uint8Array, at: number) =>
  bytes[at] === 0xff && (at + 1 === bytes.length || (bytes[at + 1]! & 0xfe) === 0xf8);

class RunList {
  readonly runs: FlacRun[] = [];

  /** Number of samples up to the end of the last run. */
  get end(): number {
    const last = this.runs.at(-1);
    return last ? last.begin + last.length : 0;
  }

  add({ position, begin, end }: Candidate, until: number): void {
    const last = this.runs.at(-1);
    if (last && last.bytes.end === position && this.end === begin) {
      const bytes = { start: last.bytes.start, end: until };
      this.runs[this.runs.length - 1] = { bytes, begin: last.begin, length: end - last.begin };
      return;
    }
    if (this.runs.length === MAX_PARTS) throw damagedBeyondUse();
    this.runs.push({ bytes: { start: position, end: until }, begin, length: end - begin });
  }
}
