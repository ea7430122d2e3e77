import { characters, type ByteReader } from './byte-reader.js';
import type { SoundPlan } from './sound-plan.js';

/** Ids of the elements that are read (RFC 9559). */
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const CODEC = 0x86;
const AUDIO = 0xe1;
const SAMPLE_RATE = 0xb5;
const CHANNELS = 0x9f;
const CLUSTER = 0x1f43b675;
const TIMESTAMP = 0xe7;
const PARENTS = [SEGMENT, INFO, TRACKS, TRACK, AUDIO];

/** Search range for the elements before the first cluster, bytes; real files need less. */
const HEAD_BYTES = 1 << 20;
/** Search range before the end for the last cluster, bytes. */
const TAIL_BYTES = 1 << 25;
/** Default unit of timestamps, ns. */
const DEFAULT_SCALE = 1e6;
/** Default sample rate, Hz (RFC 9559). */
const DEFAULT_RATE = 8000;
/** Number of bytes searched at once. */
const BLOCK = 1 << 16;
/** Codecs that are read here. Others are left to the browser: AAC may play at twice the rate that the file gives. */
const CODECS = ['opus', 'vorbis', 'flac'];

interface Element {
  readonly id: number;
  readonly start: number;
  /** Length of the content, bytes; Infinity if the writer did not know it. */
  readonly size: number;
}

/** Properties of the first audio track, from the head of the file. */
interface Head {
  scale: number;
  ticks?: number | undefined;
  codec?: string | undefined;
  sampleRate?: number | undefined;
  channels?: number | undefined;
}

/** Whether a file begins as WebM and Matroska do. */
export const isWebm = (head: DataView) => head.byteLength >= 4 && head.getUint32(0) === EBML;

/**
 * Reads the head of a WebM or Matroska file. If the head has no duration, as from a live recorder, uses the timestamp of
 * the last cluster.
 *
 * @returns undefined if there is no Opus, Vorbis or FLAC in the file
 */
export async function planWebm(reader: ByteReader): Promise<SoundPlan | undefined> {
  const head = await readHead(reader);
  if (head.codec === undefined || !CODECS.includes(head.codec)) return undefined;
  const ticks = head.ticks ?? (await lastTimestamp(reader));
  // Opus always decodes to 48 kHz.
  const sampleRate = head.codec === 'opus' ? 48_000 : (head.sampleRate ?? DEFAULT_RATE);
  return {
    format: 'webm',
    codec: head.codec,
    sampleRate,
    channels: head.channels || 1,
    parts: [{ pieces: [{ start: 0, end: reader.size }], begin: 0, length: undefined }],
    samples: undefined,
    tolerance: 0,
    isCut: false,
    ...(ticks !== undefined && { declared: Math.round(((ticks * head.scale) / 1e9) * sampleRate) }),
    warnings: [],
  };
}

async function readHead(reader: ByteReader): Promise<Head> {
  const head: Head = { scale: DEFAULT_SCALE };
  for (let position = 0; position < Math.min(reader.size, HEAD_BYTES);) {
    const element = await readElement(reader, position);
    if (!element || element.id === CLUSTER) break;
    const { id, start, size } = element;
    if (PARENTS.includes(id)) {
      position = start;
      continue;
    }
    const view = await reader.view(start, Math.min(size, 64));
    if (id === TIMESTAMP_SCALE) head.scale = unsigned(view, size) || DEFAULT_SCALE;
    if (id === DURATION) head.ticks = float(view, size);
    if (id === SAMPLE_RATE) head.sampleRate ??= float(view, size);
    if (id === CHANNELS) head.channels ??= unsigned(view, size);
    if (id === CODEC) head.codec ??= codecName(characters(view, 0, Math.min(size, view.byteLength)));
    position = start + size;
  }
  return head;
}

/** Returns the codec's name for an id such as `A_OPUS`; undefined for video, whose ids begin with `V_`. */
function codecName(id: string): string | undefined {
  return id.startsWith('A_') ? id.slice(2).toLowerCase() : undefined;
}

/** Reads the header of an element: an id of 1 to 4 bytes and a size of 1 to 8 bytes. The leading bits of each give its length. */
async function readElement(reader: ByteReader, position: number): Promise<Element | undefined> {
  const view = await reader.view(position, 12);
  if (view.byteLength < 2) return undefined;
  const idBytes = Math.clz32(view.getUint8(0)) - 23;
  if (idBytes > 4 || view.byteLength <= idBytes) return undefined;
  const sizeBytes = Math.clz32(view.getUint8(idBytes)) - 23;
  if (sizeBytes > 8 || view.byteLength < idBytes + sizeBytes) return undefined;
  const high = view.getUint8(idBytes) & (0xff >> sizeBytes);
  const size = high * 256 ** (sizeBytes - 1) + number(view, idBytes + 1, sizeBytes - 1);
  // All bits set: unknown size.
  const isKnown = size < 2 ** (7 * sizeBytes) - 1;
  return { id: number(view, 0, idBytes), start: position + idBytes + sizeBytes, size: isKnown ? size : Infinity };
}

function number(view: DataView, at: number, bytes: number): number {
  let value = 0;
  for (let i = 0; i < bytes; i++) value = value * 256 + view.getUint8(at + i);
  return value;
}

const unsigned = (view: DataView, size: number) => (size <= view.byteLength && size <= 8 ? number(view, 0, size) : 0);

function float(view: DataView, size: number): number | undefined {
  const value = size > view.byteLength ? NaN : size === 4 ? view.getFloat32(0) : size === 8 ? view.getFloat64(0) : NaN;
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** Finds the start time of the last cluster, in the file's ticks. The file ends less than 30 s later. */
async function lastTimestamp(reader: ByteReader): Promise<number | undefined> {
  const first = Math.max(0, reader.size - TAIL_BYTES);
  for (let from = reader.size - BLOCK; from > first - BLOCK; from -= BLOCK - 16) {
    const view = await reader.view(Math.max(0, from), BLOCK);
    for (let i = view.byteLength - 4; i >= 0; i--) {
      if (view.getUint32(i) !== CLUSTER) continue;
      const ticks = await timestampOf(reader, Math.max(0, from) + i);
      if (ticks !== undefined) return ticks;
    }
  }
  return undefined;
}

async function timestampOf(reader: ByteReader, position: number): Promise<number | undefined> {
  const cluster = await readElement(reader, position);
  const time = cluster && (await readElement(reader, cluster.start));
  if (time?.id !== TIMESTAMP) return undefined;
  return unsigned(await reader.view(time.start, 8), time.size);
}
