import { decodeAdpcm } from './adpcm.js';
import type { WavFormat } from './wav-format.js';

/** Decodes the samples of WAV, in pieces of any length. Keeps less than a block between two calls. Any thread. */
export class WavDecoder {
  readonly #format: WavFormat;
  #rest = new Uint8Array(0);

  constructor(format: WavFormat) {
    this.#format = format;
  }

  /** Decodes the next bytes. @returns one array per channel, of equal length; full scale is ±1 */
  decode(bytes: Uint8Array): Float32Array<ArrayBuffer>[] {
    const { blockBytes } = this.#format;
    let all = bytes;
    if (this.#rest.length > 0) {
      all = new Uint8Array(this.#rest.length + bytes.length);
      all.set(this.#rest);
      all.set(bytes, this.#rest.length);
    }
    const whole = all.length - (all.length % blockBytes);
    this.#rest = all.slice(whole);
    return decodeWav(all.subarray(0, whole), this.#format);
  }
}

/** @param bytes whole blocks */
function decodeWav(bytes: Uint8Array, format: WavFormat): Float32Array<ArrayBuffer>[] {
  const { codec, channels, blockBytes } = format;
  if (codec === 'ima-adpcm' || codec === 'ms-adpcm') return decodeAdpcm(bytes, { ...format, codec });
  const width = blockBytes / channels;
  const length = bytes.length / blockBytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const read = sampleReader(format, width, view);
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(length);
    for (let i = 0, at = channel * width; i < length; i++, at += blockBytes) samples[i] = read(at);
    return samples;
  });
}

/** Returns a function that reads the sample at a position. @param width bytes of a sample */
function sampleReader(
  { codec, isBigEndian = false, isSigned = false }: WavFormat,
  width: number,
  view: DataView,
): (at: number) => number {
  const isLittle = !isBigEndian;
  if (codec === 'float')
    return width === 8 ? (at) => view.getFloat64(at, isLittle) : (at) => view.getFloat32(at, isLittle);
  if (codec === 'alaw') return (at) => ALAW[view.getUint8(at)]!;
  if (codec === 'mulaw') return (at) => MULAW[view.getUint8(at)]!;
  if (width === 1) return isSigned ? (at) => view.getInt8(at) / 2 ** 7 : (at) => (view.getUint8(at) - 128) / 2 ** 7;
  if (width === 2) return (at) => view.getInt16(at, isLittle) / 2 ** 15;
  if (width === 3) {
    return isLittle
      ? (at) => (view.getInt16(at + 1, true) * 256 + view.getUint8(at)) / 2 ** 23
      : (at) => (view.getInt16(at) * 256 + view.getUint8(at + 2)) / 2 ** 23;
  }
  // The lower bytes of longer samples are beyond the precision of a Float32Array.
  const highest = isLittle ? width - 4 : 0;
  return (at) => view.getInt32(at + highest, isLittle) / 2 ** 31;
}

/** Values of logarithmic samples by code (ITU-T G.711), ±1. */
const ALAW = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = ((code & 15) << 4) + 8;
  const value = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (code & 0x80 ? value : -value) / 32_768;
});
const MULAW = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const value = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
  return (code & 0x80 ? 0 - value : value) / 32_768;
});
