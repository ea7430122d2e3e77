import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { bytesOfHex, hex, sha256 } from './network-hash.js';
import type { Normalisation } from './normalisation.js';
import { quantise, restore } from './quantise.js';

/** Name of the file in a model's folder. */
export const TEACHING_FILE = 'teaching.bin';
/** Largest accepted file, bytes. */
export const MAX_TEACHING_BYTES = 2 ** 23;

const MAGIC = 0x31544e50; // "PNT1", little-endian
const HASH_BYTES = 32;
const HEADER_BYTES = 16 + HASH_BYTES;
const MAX_WIDTH = 8192;
const MAX_NEGATIVES = 65_536;

/** What teaching needs beside a model: the normalisation of its embedding, and a bank of sounds that are not the taught one. */
export interface TeachingData {
  readonly normalisation: Normalisation;
  /** Normalised embeddings of many sounds, `[count × size]`. */
  readonly negatives: Float32Array;
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
export function writeTeachingData({ normalisation, negatives, network }: TeachingContent): Uint8Array<ArrayBuffer> {
  const { width, size, mean, projection } = normalisation;
  const count = negatives.length / size;
  const bytes = new Uint8Array(normalisationEnd(width, size) + count * (4 + size));
  const view = new DataView(bytes.buffer);
  [MAGIC, width, size, count].forEach((value, i) => view.setUint32(4 * i, value, true));
  bytes.set(bytesOfHex(network), 16);
  mean.forEach((value, i) => view.setFloat32(HEADER_BYTES + 4 * i, value, true));
  writeRows(bytes, HEADER_BYTES + 4 * width, projection, width);
  writeRows(bytes, normalisationEnd(width, size), negatives, size);
  return bytes;
}

/**
 * Reads the file.
 *
 * @param network hash of the loaded network, from `networkHash`
 * @throws PinnaError `model-corrupt` if the file is damaged or was made for another network
 */
export async function readTeachingData(bytes: Uint8Array, network: string): Promise<TeachingData> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) throw corrupt('is not a file for teaching');
  const [width, size, count] = [4, 8, 12].map((offset) => view.getUint32(offset, true)) as [number, number, number];
  const isPossible = width > 0 && width <= MAX_WIDTH && size > 0 && size <= width && count <= MAX_NEGATIVES;
  const end = normalisationEnd(width, size);
  if (!isPossible || bytes.length !== end + count * (4 + size)) throw corrupt('is damaged');
  if (hex(bytes.subarray(16, HEADER_BYTES)) !== network) throw corrupt('was made for other weights');
  const mean = Float32Array.from({ length: width }, (_, i) => view.getFloat32(HEADER_BYTES + 4 * i, true));
  const projection = readRows(bytes, HEADER_BYTES + 4 * width, size, width);
  const negatives = readRows(bytes, end, count, size);
  if (![mean, projection, negatives].every((values) => values.every(Number.isFinite))) throw corrupt('is damaged');
  return {
    normalisation: { width, size, mean, projection },
    negatives,
    hash: await sha256([bytes.subarray(4, 12), bytes.subarray(16, end)]),
  };
}

/** Returns where the normalisation ends, bytes. */
function normalisationEnd(width: number, size: number): number {
  return HEADER_BYTES + 4 * width + size * (4 + width);
}

/** Writes rows of values, each as its scale and one byte per value. */
function writeRows(bytes: Uint8Array<ArrayBuffer>, at: number, values: Float32Array, width: number): void {
  const view = new DataView(bytes.buffer);
  for (let first = 0; first < values.length; first += width, at += 4 + width) {
    const row = quantise(values.subarray(first, first + width));
    view.setFloat32(at, row.scale, true);
    bytes.set(new Uint8Array(row.values.buffer), at + 4);
  }
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
