import { big, join, latin1, little, type Bytes } from './bytes.js';

/** Returns samples of 16, 24 or 32 bits, which keep steps of 1/32768 exactly. */
export function integers(samples: Float32Array, width: number, order: 'big' | 'little'): Bytes {
  const encode = order === 'big' ? big : little;
  const modulus = 2 ** (8 * width);
  return join(...Array.from(samples, (sample) => encode((sample * (modulus / 2) + modulus) % modulus, width)));
}

/** Returns samples as floats of 32 bits, highest byte first. */
export function floats(samples: Float32Array): Bytes {
  const view = new DataView(new ArrayBuffer(4 * samples.length));
  samples.forEach((sample, i) => view.setFloat32(4 * i, sample));
  return new Uint8Array(view.buffer);
}

/** Returns a number as the 80-bit float of AIFF. @param value a whole number below 2^32, above 0 */
function extended(value: number): Bytes {
  const exponent = Math.floor(Math.log2(value));
  return join(big(16_383 + exponent, 2), big(value * 2 ** (31 - exponent), 4), big(0, 4));
}

/** Returns a chunk of AIFF. */
export const aiffChunk = (name: string, content: Uint8Array, size = content.length): Bytes =>
  join(latin1(name), big(size, 4), content, new Uint8Array(content.length % 2));

export interface AiffLayout {
  readonly bits: number;
  /** Compression of AIFC; plain AIFF without. */
  readonly compression?: string;
  readonly soundSize?: number;
  readonly before?: readonly Bytes[];
  /** Whether the samples come before their description. */
  readonly isReversed?: boolean;
}

/** Returns a mono AIFF file at 16 kHz. @param data encoded samples */
export function aiffOf(data: Uint8Array, count: number, layout: AiffLayout): Bytes {
  const { bits, compression, soundSize = data.length + 8, before = [], isReversed = false } = layout;
  const fields = join(big(1, 2), big(count, 4), big(bits, 2), extended(16_000));
  const common = aiffChunk('COMM', compression ? join(fields, latin1(compression), big(0, 2)) : fields);
  const sound = aiffChunk('SSND', join(big(0, 8), data), soundSize);
  const chunks = isReversed ? [sound, common] : [common, sound];
  const body = join(latin1(compression ? 'AIFC' : 'AIFF'), ...before, ...chunks);
  return join(latin1('FORM'), big(body.length, 4), body);
}

/** Returns a mono CAF file at 16 kHz with samples of 16 bits. @param size of the data chunk; -1: unknown */
export function cafOf(data: Uint8Array, isLittle: boolean, size = data.length + 4): Bytes {
  const rate = new DataView(new ArrayBuffer(8));
  rate.setFloat64(0, 16_000);
  const fields = [isLittle ? 2 : 0, 2, 1, 1, 16].map((field) => big(field, 4));
  const description = join(new Uint8Array(rate.buffer), latin1('lpcm'), ...fields);
  const sizeBytes = size < 0 ? new Uint8Array(8).fill(0xff) : big(size, 8);
  return join(
    latin1('caff\0\x01\0\0'),
    join(latin1('desc'), big(32, 8), description),
    join(latin1('info'), big(7, 8), latin1('\0\0\0\0abc')),
    join(latin1('data'), sizeBytes, big(0, 4), data),
  );
}

/** Returns a mono AU file at 16 kHz with samples of 16 bits. */
export function auOf(data: Uint8Array, size = data.length): Bytes {
  const fields = [32, size, 3, 16_000, 1].map((field) => big(field, 4));
  return join(latin1('.snd'), ...fields, latin1('comment\0'), data);
}

const WAVE64_IDS: Readonly<Record<string, string>> = {
  riff: '\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0',
};
const USUAL_ID = '\xf3\xac\xd3\x11\x8c\xd1\0\xc0\x4f\x8e\xdb\x8a';
const wave64Id = (name: string) => latin1(name + (WAVE64_IDS[name] ?? USUAL_ID));

/** Returns a mono Wave64 file. @param format content of the `fmt ` chunk @param size of the data chunk with its header */
export function wave64Of(data: Uint8Array, format: Uint8Array, size = data.length + 24): Bytes {
  const padded = (content: Uint8Array) => join(content, new Uint8Array((8 - (content.length % 8)) % 8));
  const chunk = (name: string, content: Uint8Array, bytes = content.length + 24) =>
    join(wave64Id(name), little(bytes, 8), padded(content));
  const body = join(wave64Id('wave'), chunk('fmt ', format), chunk('note', latin1('odd')), chunk('data', data, size));
  return join(wave64Id('riff'), little(body.length + 24, 8), body);
}
