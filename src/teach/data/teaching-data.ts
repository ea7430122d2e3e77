import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { bytesOfHex, hex, sha256 } from './network-hash.js';
import type { Normalisation } from './normalisation.js';
import { quantise, restore } from './quantise.js';

/** Name of the file in a model's folder. */
export const TEACHING_FILE = 'teaching.bin';
/** Largest accepted file, bytes. */
export const MAX_TEACHING_BYTES = 2 ** 23;

/** "PNT", little-endian; the fourth character is the version. */
const MAGIC = 0x544e50;
const VERSION = '2';
const MAGIC_BYTES = 4;
/** Width, size, and for each of the two lists the number of entries and the rows of an entry. */
const COUNTS = 6;
const HASH_AT = MAGIC_BYTES + 4 * COUNTS;
const HEADER_BYTES = HASH_AT + 32;
const MAX_WIDTH = 8192;
const MAX_ENTRIES = 65_536;
const MAX_ROWS = 256;

/**
 * What teaching needs beside a model: the normalisation of its embedding, a bank of sounds that are not the taught one, and quiet rooms
 * in which nothing is to be reported. Each row is the mean of a moment of about a quarter of a second.
 */
export interface TeachingData {
  readonly normalisation: Normalisation;
  /** Normalised embeddings of many sounds, each `[rows × size]`. All have the same number of rows; the first is the most typical. */
  readonly bank: readonly Float32Array[];
  /** Normalised embeddings of quiet rooms, each `[rows × size]`, as in the bank. */
  readonly quiet: readonly Float32Array[];
  /** Hash of the network and the normalisation, lower-case hex. Taught sounds fit only where it is the same. */
  readonly hash: string;
}

/** What {@link writeTeachingData} writes. */
export interface TeachingContent extends Omit<TeachingData, 'hash'> {
  /** Hash of the network, from `networkHash`. */
  readonly network: string;
}

/**
 * Writes the file (`models/FORMAT.md`).
 * All numbers are rounded to 8 or 32 bits. The reader returns the rounded ones, which learning and scoring use.
 */
export function writeTeachingData({ normalisation, bank, quiet, network }: TeachingContent): Uint8Array<ArrayBuffer> {
  const { width, size, mean, projection } = normalisation;
  const rowsOf = (list: readonly Float32Array[]) => (list[0]?.length ?? 0) / size;
  const lists = [bank, quiet];
  const end = normalisationEnd(width, size);
  const bytes = new Uint8Array(lists.reduce((at, list) => at + list.length * rowsOf(list) * (4 + size), end));
  const view = new DataView(bytes.buffer);
  const counts = [width, size, ...lists.flatMap((list) => [list.length, rowsOf(list)])];
  view.setUint32(0, MAGIC + VERSION.charCodeAt(0) * 2 ** 24, true);
  counts.forEach((value, i) => view.setUint32(MAGIC_BYTES + 4 * i, value, true));
  bytes.set(bytesOfHex(network), HASH_AT);
  mean.forEach((value, i) => view.setFloat32(HEADER_BYTES + 4 * i, value, true));
  writeRows(bytes, HEADER_BYTES + 4 * width, projection, width);
  let at = end;
  for (const rows of lists.flat()) at = writeRows(bytes, at, rows, size);
  return bytes;
}

/**
 * Reads the file.
 *
 * @param network hash of the loaded network, from `networkHash`
 * @throws PinnaError `model-corrupt` if the file is damaged, of another version, or was made for another network
 */
export async function readTeachingData(bytes: Uint8Array, network: string): Promise<TeachingData> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) % 2 ** 24 !== MAGIC)
    throw corrupt('is not a file for teaching');
  const version = String.fromCharCode(bytes[MAGIC_BYTES - 1]!);
  if (version !== VERSION) throw corrupt(`has the format version ${version}, but this Pinna reads ${VERSION}`);
  const counts = Array.from({ length: COUNTS }, (_, i) => view.getUint32(MAGIC_BYTES + 4 * i, true));
  const [width, size, sounds, soundRows, rooms, roomRows] = counts as [number, number, number, number, number, number];
  const isPossible =
    width > 0 &&
    width <= MAX_WIDTH &&
    size > 0 &&
    size <= width &&
    Math.max(sounds, rooms) <= MAX_ENTRIES &&
    Math.max(soundRows, roomRows) <= MAX_ROWS;
  const end = normalisationEnd(width, size);
  const rowBytes = 4 + size;
  if (!isPossible || bytes.length !== end + (sounds * soundRows + rooms * roomRows) * rowBytes)
    throw corrupt('is damaged');
  if (hex(bytes.subarray(HASH_AT, HEADER_BYTES)) !== network) throw corrupt('was made for other weights');
  const mean = Float32Array.from({ length: width }, (_, i) => view.getFloat32(HEADER_BYTES + 4 * i, true));
  const projection = readRows(bytes, HEADER_BYTES + 4 * width, size, width);
  const entries = (from: number, count: number, rows: number) =>
    Array.from({ length: count }, (_, i) => readRows(bytes, from + i * rows * rowBytes, rows, size));
  const bank = entries(end, sounds, soundRows);
  const quiet = entries(end + sounds * soundRows * rowBytes, rooms, roomRows);
  if (![mean, projection, ...bank, ...quiet].every((values) => values.every(Number.isFinite)))
    throw corrupt('is damaged');
  return {
    normalisation: { width, size, mean, projection },
    bank,
    quiet,
    hash: await sha256([bytes.subarray(MAGIC_BYTES, MAGIC_BYTES + 8), bytes.subarray(HASH_AT, end)]),
  };
}

/** Returns where the normalisation ends, bytes. */
function normalisationEnd(width: number, size: number): number {
  return HEADER_BYTES + 4 * width + size * (4 + width);
}

/** Writes rows of values, each as its scale and one byte per value. @returns where the next row begins */
function writeRows(bytes: Uint8Array<ArrayBuffer>, at: number, values: Float32Array, width: number): number {
  const view = new DataView(bytes.buffer);
  for (let first = 0; first < values.length; first += width, at += 4 + width) {
    const row = quantise(values.subarray(first, first + width));
    view.setFloat32(at, row.scale, true);
    bytes.set(new Uint8Array(row.values.buffer), at + 4);
  }
  return at;
}

function readRows(bytes: Uint8Array, at: number, rows: number, width: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++, at += 4 + width) {
    const own = new Int8Array(bytes.buffer, bytes.byteOffset + at + 4, width);
    values.set(restore({ values: own, scale: view.getFloat32(at, true) }), row * width);
  }
  return values;
}

function corrupt(what: string): PinnaError {
  return new PinnaError(
    PinnaErrorCode.ModelCorrupt,
    `The model's ${TEACHING_FILE} ${what}. Copy the whole model folder again, or make the file again.`,
  );
}
