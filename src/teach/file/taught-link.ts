import { bytesOfHex, hex } from '../data/network-hash.js';
import { joinedBytes } from '../../model/loading/joined-bytes.js';
import { quantise } from '../data/quantise.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { FRAME_DESCRIPTORS } from '../examples/frame-descriptors.js';
import { MOST_FADERS } from './taught-fader.js';
import { fromBase64Url, toBase64, toBase64Url } from './base64.js';
import { MOST_TAUGHT } from './taught-class.js';
import type { Correction } from './correction.js';
import { MAX_TAUGHT_BYTES, MOST_CORRECTIONS, readTaughtSet, type TaughtSet } from './taught-file.js';

/** Longest link that fits into a QR code, bytes. */
export const MOST_QR_BYTES = 2900;

const VERSION = 1;
const HASH_BYTES = 32;
/** Numbers of a class with 32 bits. */
const NUMBERS = 9;
/** What is known of a correction besides its threshold. Bits of a byte. */
const [REFUSED, BUDGET] = [1, 2];
/** Numbers of a fader with 32 bits: the scale of its weights, its bias, its correlation (NaN for none), its descriptors. */
const FADER_NUMBERS = 3 + FRAME_DESCRIPTORS.length;

/**
 * Writes a set for the fragment of a link: the content of the file in binary form, as base64url. It takes about 0.5 kB for each
 * sound, and 20 to 50 bytes for each correction. A sound with a hidden layer travels as its head without the layer, which only a file
 * holds. A server never sees a fragment.
 */
export function toLinkPayload({ network, licence, classes, faders = [], corrections = [] }: TaughtSet): string {
  const size = [...classes, ...faders][0]!.weights.length;
  const parts: Uint8Array[] = [
    Uint8Array.of(VERSION, classes.length, size & 255, size >> 8),
    bytesOfHex(network),
    text(licence),
  ];
  for (const { label, frozen, ...own } of classes) {
    const { weights, bias, centre, radius, calibration, threshold, figures } = frozen ?? own;
    const [w, c] = [quantise(weights), quantise(centre)];
    const numbers = Float32Array.of(w.scale, c.scale, bias, radius, calibration.slope, calibration.offset, threshold);
    const view = new DataView(new ArrayBuffer(4 * NUMBERS + 4));
    [...numbers, figures.falseAlarms, figures.roomMinutes].forEach((value, i) => view.setFloat32(4 * i, value, true));
    view.setUint16(4 * NUMBERS, Math.min(figures.examples, 65_535), true);
    view.setUint16(4 * NUMBERS + 2, Math.min(figures.found, 65_535), true);
    parts.push(
      text(label),
      new Uint8Array(view.buffer),
      new Uint8Array(w.values.buffer),
      new Uint8Array(c.values.buffer),
    );
  }
  if (faders.length + corrections.length > 0) parts.push(Uint8Array.of(faders.length));
  for (const { name, weights, descriptors, bias, figures } of faders) {
    const { scale, values } = quantise(weights);
    const view = new DataView(new ArrayBuffer(4 * FADER_NUMBERS + 2));
    const numbers = [scale, bias, figures.correlation ?? NaN, ...descriptors];
    numbers.forEach((value, i) => view.setFloat32(4 * i, value, true));
    view.setUint16(4 * FADER_NUMBERS, Math.min(figures.examples, 65_535), true);
    parts.push(text(name), new Uint8Array(view.buffer), new Uint8Array(values.buffer));
  }
  if (corrections.length > 0) parts.push(Uint8Array.of(corrections.length & 255, corrections.length >> 8));
  for (const correction of corrections) parts.push(...correctionParts(correction));
  return toBase64Url(joinedBytes(parts));
}

function correctionParts({ head, label, on, refused, budget }: Correction): Uint8Array[] {
  const known = (refused === undefined ? 0 : REFUSED) | (budget === undefined ? 0 : BUDGET);
  const numbers = [
    on,
    ...(refused === undefined ? [] : [refused]),
    ...(budget ? [budget.target, budget.falseAlarms, budget.roomMinutes] : []),
  ];
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((value, i) => view.setFloat32(4 * i, value, true));
  return [text(head), text(label), Uint8Array.of(known), new Uint8Array(view.buffer)];
}

/** Reads what {@link toLinkPayload} has written. @throws PinnaError `bad-taught-file` */
export function fromLinkPayload(payload: string): TaughtSet {
  const bytes = payload.length <= MAX_TAUGHT_BYTES ? fromBase64Url(payload) : undefined;
  if (!bytes || bytes.length < 4 + HASH_BYTES || bytes[0] !== VERSION) throw bad();
  const [count, size] = [bytes[1]!, bytes[2]! | (bytes[3]! << 8)];
  if (count > MOST_TAUGHT || size === 0) throw bad();
  const reader = new Reader(bytes, 4);
  const network = hex(reader.take(HASH_BYTES));
  const licence = reader.text();
  const classes = Array.from({ length: count }, () => {
    const label = reader.text();
    const numbers = reader.take(4 * NUMBERS + 4);
    const view = new DataView(numbers.buffer, numbers.byteOffset, numbers.length);
    const [w, c, bias, radius, slope, offset, threshold, falseAlarms, roomMinutes] = Array.from(
      { length: NUMBERS },
      (_, i) => view.getFloat32(4 * i, true),
    );
    const values = (scale: number | undefined) => `${scale} ${toBase64(reader.take(size))}`;
    const examples = view.getUint16(4 * NUMBERS, true);
    const found = view.getUint16(4 * NUMBERS + 2, true);
    return {
      ...{ label, weights: values(w), bias, centre: values(c), radius, calibration: [slope, offset], threshold },
      figures: { examples, found, falseAlarms, roomMinutes },
    };
  });
  const faders = reader.isAtEnd ? [] : readFaders(reader, size);
  const corrections = reader.isAtEnd ? [] : readCorrections(reader);
  if (!reader.isAtEnd) throw bad();
  return readTaughtSet({ format: 'pinna-taught', formatVersion: 1, network, licence, classes, faders, corrections });
}

/** Reads the corrections as the JSON file holds them. */
function readCorrections(reader: Reader): readonly Readonly<Record<string, unknown>>[] {
  const [low, high] = reader.take(2);
  const count = low! | (high! << 8);
  if (count === 0 || count > MOST_CORRECTIONS) throw bad();
  return Array.from({ length: count }, () => {
    const [head, label] = [reader.text(), reader.text()];
    const [known] = reader.take(1);
    const number = () => {
      const bytes = reader.take(4);
      return new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true);
    };
    return {
      ...{ head, label, on: number() },
      ...(known! & REFUSED && { refused: number() }),
      ...(known! & BUDGET && { budget: { target: number(), falseAlarms: number(), roomMinutes: number() } }),
    };
  });
}

/** Reads the faders as the JSON file holds them. */
function readFaders(reader: Reader, size: number): readonly Readonly<Record<string, unknown>>[] {
  const [count] = reader.take(1);
  if ((count === 0 && reader.isAtEnd) || count! > MOST_FADERS) throw bad();
  return Array.from({ length: count! }, () => {
    const name = reader.text();
    const bytes = reader.take(4 * FADER_NUMBERS + 2);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const [scale, bias, correlation, ...descriptors] = Array.from({ length: FADER_NUMBERS }, (_, i) =>
      view.getFloat32(4 * i, true),
    );
    return {
      ...{ name, weights: `${scale} ${toBase64(reader.take(size))}`, bias, descriptors },
      figures: {
        examples: view.getUint16(4 * FADER_NUMBERS, true),
        correlation: Number.isNaN(correlation) ? null : correlation,
      },
    };
  });
}

/** Reads parts of bytes one after another. */
class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** @throws PinnaError `bad-taught-file` if fewer bytes are left */
  take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw bad();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    const [low, high] = this.take(2);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.take(low! | (high! << 8)));
    } catch (cause) {
      throw cause instanceof PinnaError ? cause : bad({ cause });
    }
  }
}

/** Returns a text as its length (two bytes) and UTF-8. */
function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  return joinedBytes([Uint8Array.of(bytes.length & 255, bytes.length >> 8), bytes]);
}

function bad(options?: ErrorOptions): PinnaError {
  return new PinnaError(
    PinnaErrorCode.BadTaughtFile,
    'The link to taught sounds is incomplete or changed. Ask for the link again.',
    options,
  );
}
