import { big, join, latin1, little, type Bytes } from './bytes.js';

/** A way to store samples in WAV. */
export interface WavEncoding {
  readonly tag: number;
  readonly bits: number;
  /** Bytes of a sample. */
  readonly width: number;
  readonly encode: (sample: number) => Bytes;
}

const integer = (bits: number, width = Math.ceil(bits / 8)): WavEncoding => ({
  tag: 1,
  bits,
  width,
  // The highest bits of the container hold the sample, a multiple of 1/32768.
  encode: (sample) => little(sample * 2 ** (8 * width - 1) + (sample < 0 ? 2 ** (8 * width) : 0), width),
});
function float(width: 4 | 8): WavEncoding {
  const view = new DataView(new ArrayBuffer(8));
  const encode = (sample: number) => {
    if (width === 4) view.setFloat32(0, sample, true);
    else view.setFloat64(0, sample, true);
    return new Uint8Array(view.buffer.slice(0, width));
  };
  return { tag: 3, bits: 8 * width, width, encode };
}

/** Encodings that keep 16 bits exactly. */
export const ENCODINGS: Readonly<Record<string, WavEncoding>> = {
  s16: integer(16),
  s24: integer(24),
  s32: integer(32),
  '24-in-32': integer(24, 4),
  '20-in-24': integer(20),
  s64: integer(64, 8),
  f32: float(4),
  f64: float(8),
};

export interface WavLayout {
  readonly magic?: string;
  readonly riffSize?: number;
  readonly dataSize?: number;
  readonly before?: readonly Bytes[];
  readonly behind?: readonly Bytes[];
  readonly isExtensible?: boolean;
  readonly sampleRate?: number;
  readonly channels?: number;
}

/** Returns a RIFF chunk. */
export const chunk = (name: string, content: Uint8Array, isPadded = true, size = content.length): Bytes =>
  join(latin1(name), little(size, 4), content, new Uint8Array(isPadded ? content.length % 2 : 0));

/** Returns the content of a `fmt ` chunk. */
export function formatChunk({ tag, bits, width }: WavEncoding, layout: WavLayout): Bytes {
  const { isExtensible = false, sampleRate = 16_000, channels = 1 } = layout;
  const fields = join(
    little(isExtensible ? 0xfffe : tag, 2),
    little(channels, 2),
    little(sampleRate, 4),
    little(sampleRate * channels * width, 4),
    little(channels * width, 2),
    little(isExtensible ? 8 * width : bits, 2),
  );
  const guid = join(little(tag, 2), latin1('\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71'));
  return isExtensible ? join(fields, little(22, 2), little(bits, 2), little(0, 4), guid) : fields;
}

/** Returns a WAV file around encoded samples. */
export function wavAround(data: Uint8Array, format: Uint8Array, layout: WavLayout = {}): Bytes {
  const { magic = 'RIFF', dataSize = data.length, before = [], behind = [] } = layout;
  const body = join(latin1('WAVE'), ...before, chunk('fmt ', format), chunk('data', data, true, dataSize), ...behind);
  return chunk(magic, body, false, layout.riffSize ?? body.length);
}

/** Returns a mono WAV file. */
export function wavOf(samples: Float32Array, encoding: WavEncoding, layout: WavLayout = {}): Bytes {
  const data = join(...Array.from(samples, (sample) => encoding.encode(sample)));
  return wavAround(data, formatChunk(encoding, layout), layout);
}

/** Returns a `ds64` chunk. */
export const ds64 = (riffBytes: number, dataBytes: number): Bytes =>
  chunk('ds64', join(little(riffBytes, 8), little(dataBytes, 8), little(0, 8), big(0, 4)));
