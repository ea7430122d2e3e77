import { STANDARD_FACTORS } from './adpcm.js';
import { damagedHeader, unreadableCodec } from './completeness.js';

/** Layout of samples: contents of the `fmt ` chunk of WAV, or the same from the header of AIFF, CAF, AU or Wave64. */
export interface WavFormat {
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** Length of a block, bytes: one sample of every channel, or many for ADPCM. */
  readonly blockBytes: number;
  /** Samples per channel in a block. */
  readonly blockSamples: number;
  /** MS ADPCM: pairs of prediction factors, in 1/256; empty for other codecs. */
  readonly factors: readonly (readonly [number, number])[];
  /** Whether the highest byte of a sample comes first. Default: last, as in WAV. */
  readonly isBigEndian?: boolean;
  /** Whether samples of 8 bits are signed. Default: not, as in WAV. */
  readonly isSigned?: boolean;
}

const EXTENSIBLE = 0xfffe;
/** Maximum number of bytes of the chunk that are read; MS ADPCM has 50. */
export const MAX_FORMAT_BYTES = 1024;

/** Format tags in common use (RFC 2361). */
const CODECS: Readonly<Record<number, string>> = {
  0x01: 'pcm',
  0x02: 'ms-adpcm',
  0x03: 'float',
  0x06: 'alaw',
  0x07: 'mulaw',
  0x11: 'ima-adpcm',
  0x08: 'DTS',
  0x20: 'Yamaha ADPCM',
  0x22: 'TrueSpeech',
  0x31: 'GSM 6.10',
  0x42: 'G.723.1',
  0x45: 'G.726 ADPCM',
  0x50: 'MPEG audio layer II',
  0x55: 'mp3',
  0x160: 'Windows Media Audio',
  0x161: 'Windows Media Audio',
  0x162: 'Windows Media Audio',
  0x163: 'Windows Media Audio',
  0xff: 'AAC',
  0x28f: 'G.722 ADPCM',
  0x2000: 'AC-3',
  0x2001: 'DTS',
  0xf1ac: 'FLAC in WAV',
};
/** Codecs that can be decoded in WAV. */
const READABLE = ['pcm', 'float', 'alaw', 'mulaw', 'ima-adpcm', 'ms-adpcm', 'mp3'];

/**
 * Reads the content of a `fmt ` chunk.
 *
 * @throws PinnaError `bad-audio` for a damaged chunk, and for a codec that cannot be decoded (the message names it)
 */
export function readWavFormat(view: DataView): WavFormat {
  if (view.byteLength < 16) throw damagedHeader();
  const declared = view.getUint16(0, true);
  const tag = declared === EXTENSIBLE && view.byteLength >= 26 ? view.getUint16(24, true) : declared;
  const codec = CODECS[tag] ?? `codec 0x${tag.toString(16)}`;
  if (!READABLE.includes(codec)) {
    throw unreadableCodec('WAV', codec);
  }
  const channels = view.getUint16(2, true);
  const sampleRate = view.getUint32(4, true);
  if (channels === 0 || sampleRate === 0) throw damagedHeader();
  const block = isPerSample(codec) ? sampleBlock(view, channels, codec) : adpcmBlock(view, channels, codec);
  if (codec === 'float' && block.blockBytes !== 4 * channels && block.blockBytes !== 8 * channels)
    throw damagedHeader();
  return { codec, sampleRate, channels, ...block, factors: codec === 'ms-adpcm' ? readFactors(view) : [] };
}

const isPerSample = (codec: string) => ['pcm', 'float', 'alaw', 'mulaw'].includes(codec);

/**
 * Computes the block of PCM, float and logarithmic samples. A sample takes whole bytes,
 * and its bits are the highest of them: 12 bits are read as 16, 20 bits as 24, and 24 bits in 4 bytes as 32.
 *
 * @throws PinnaError `bad-audio` for samples of 0 or more than 8 bytes
 */
function sampleBlock(
  fields: DataView,
  channels: number,
  codec: string,
): Pick<WavFormat, 'blockBytes' | 'blockSamples'> {
  const declared = fields.getUint16(12, true);
  // Logarithmic samples have 8 bits, whatever the field says.
  const needed = codec.endsWith('law') ? 1 : Math.ceil(fields.getUint16(14, true) / 8);
  const padded = declared / channels;
  const sampleBytes = Number.isInteger(padded) && padded >= needed ? padded : needed;
  if (sampleBytes === 0 || sampleBytes > 8) throw damagedHeader();
  return { blockBytes: sampleBytes * channels, blockSamples: 1 };
}

/**
 * Computes the block of ADPCM and MP3.
 *
 * @throws PinnaError `bad-audio` for blocks that are too short for their own header or for the declared number of samples
 */
function adpcmBlock(fields: DataView, channels: number, codec: string): Pick<WavFormat, 'blockBytes' | 'blockSamples'> {
  const blockBytes = fields.getUint16(12, true);
  if (codec === 'mp3') return { blockBytes: 1, blockSamples: 0 };
  const headBytes = (codec === 'ima-adpcm' ? 4 : 7) * channels;
  if (blockBytes < headBytes) throw damagedHeader();
  const declared = fields.byteLength >= 20 ? fields.getUint16(18, true) : 0;
  const first = codec === 'ima-adpcm' ? 1 : 2;
  const maxSamples = first + Math.floor(((blockBytes - headBytes) * 2) / channels);
  if (declared > maxSamples) throw damagedHeader();
  return { blockBytes, blockSamples: declared || maxSamples };
}

/** Reads the prediction factors of MS ADPCM. A chunk without them means the standard ones. */
function readFactors(fields: DataView): (readonly [number, number])[] {
  const count = fields.byteLength >= 22 ? fields.getUint16(20, true) : 0;
  if (count === 0 || fields.byteLength < 22 + 4 * count) return [...STANDARD_FACTORS];
  return Array.from({ length: count }, (_, i) => [
    fields.getInt16(22 + 4 * i, true),
    fields.getInt16(24 + 4 * i, true),
  ]);
}

/** Creates the header of a WAV file with 32-bit floating-point samples. @param bytes length of the samples */
export function floatWavHeader(sampleRate: number, channels: number, bytes: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(44));
  const write = (at: number, name: string) => [...name].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  write(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 3, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 4 * channels * sampleRate, true);
  view.setUint16(32, 4 * channels, true);
  view.setUint16(34, 32, true);
  write(36, 'data');
  view.setUint32(40, bytes, true);
  return new Uint8Array(view.buffer);
}
