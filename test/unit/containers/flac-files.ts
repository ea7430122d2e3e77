import { big, join, latin1, type Bytes } from './bytes.js';

/** Samples per frame. */
export const BLOCK = 256;

function checksum(bytes: Uint8Array, bits: 8 | 16, polynomial: number): number {
  let sum = 0;
  const top = 2 ** (bits - 1);
  for (const byte of bytes) {
    sum ^= byte << (bits - 8);
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & top ? polynomial : 0)) & (2 ** bits - 1);
  }
  return sum;
}

/** Codes a number as FLAC does: like UTF-8, here up to 16 bits. */
function coded(value: number): Bytes {
  if (value < 0x80) return Uint8Array.of(value);
  if (value < 0x800) return Uint8Array.of(0xc0 | (value >> 6), 0x80 | (value & 63));
  return Uint8Array.of(0xe0 | (value >> 12), 0x80 | ((value >> 6) & 63), 0x80 | (value & 63));
}

/** Returns a frame of uncompressed samples, mono, 16 bits. @param isVariable whether `number` counts samples */
function frame(samples: Float32Array, number: number, isVariable: boolean): Bytes {
  const head = join(
    Uint8Array.of(0xff, isVariable ? 0xf9 : 0xf8, 0x75, 0x08),
    coded(number),
    big(samples.length - 1, 2),
  );
  const values = join(...Array.from(samples, (sample) => big((sample * 32_768 + 65_536) % 65_536, 2)));
  const body = join(head, Uint8Array.of(checksum(head, 8, 0x07)), Uint8Array.of(0x02), values);
  return join(body, big(checksum(body, 16, 0x8005), 2));
}

/** Returns the frames of a stream. */
export function flacFrames(samples: Float32Array, isVariable = false): Bytes[] {
  const count = Math.ceil(samples.length / BLOCK);
  return Array.from({ length: count }, (_, i) =>
    frame(samples.subarray(i * BLOCK, (i + 1) * BLOCK), isVariable ? i * BLOCK : i, isVariable),
  );
}

/**
 * Returns the beginning of a FLAC file, 16 kHz.
 *
 * @param total number of samples to declare; 0 for an unknown number
 * @param padding bytes of a block of padding
 */
export function flacHead(total: number, padding = 0): Bytes {
  const bits = join(big(16_000 * 16 + (15 >> 4), 3), Uint8Array.of((15 & 15) << 4), big(total, 4));
  const info = join(big(BLOCK, 2), big(BLOCK, 2), new Uint8Array(6), bits, new Uint8Array(16));
  const block = (type: number, content: Uint8Array, isLast: boolean) =>
    join(Uint8Array.of(type | (isLast ? 0x80 : 0)), big(content.length, 3), content);
  const blocks =
    padding > 0 ? [block(0, info, false), block(1, new Uint8Array(padding), true)] : [block(0, info, true)];
  return join(latin1('fLaC'), ...blocks);
}

export const flacOf = (samples: Float32Array, total = samples.length, padding = 0): Bytes =>
  join(flacHead(total, padding), ...flacFrames(samples));
