import { PinnaError, PinnaErrorCode } from '../errors.js';
import { damagedHeader } from './completeness.js';

/** What the `fmt ` chunk of a WAV file says. */
export interface WavFormat {
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** Bytes of a block: one sample of every channel, or for ADPCM many. */
  readonly blockBytes: number;
  /** Samples per channel in a block. */
  readonly blockSamples: number;
  /** The chunk's content, with what is inexact set right. */
  readonly chunk: Uint8Array<ArrayBuffer>;
}

const EXTENSIBLE = 0xfffe;
/** Longest content of the chunk that is looked at: MS ADPCM has 50 bytes, bytes. */
export const LONGEST_FORMAT = 1024;

/** Registered format tags (RFC 2361) that are met in the field. */
const CODECS: Readonly<Record<number, string>> = {
  0x01: 'pcm',
  0x02: 'ms-adpcm',
  0x03: 'float',
  0x06: 'alaw',
  0x07: 'mulaw',
  0x11: 'ima-adpcm',
  0x31: 'GSM 6.10',
  0x50: 'MPEG audio layer II',
  0x55: 'mp3',
  0x161: 'Windows Media Audio',
  0xff: 'AAC',
  0xf1ac: 'FLAC in WAV',
};
/** Codecs of WAV that are read. */
const READABLE = ['pcm', 'float', 'alaw', 'mulaw', 'ima-adpcm', 'ms-adpcm', 'mp3'];

/**
 * Reads the content of a `fmt ` chunk.
 *
 * @throws PinnaError `bad-audio` for a damaged chunk and for a codec that cannot be read, by its name
 */
export function readWavFormat(view: DataView): WavFormat {
  if (view.byteLength < 16) throw damagedHeader();
  const chunk = new Uint8Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer);
  const fields = new DataView(chunk.buffer);
  const declared = fields.getUint16(0, true);
  const tag = declared === EXTENSIBLE && chunk.length >= 26 ? fields.getUint16(24, true) : declared;
  const codec = CODECS[tag] ?? `codec 0x${tag.toString(16)}`;
  if (!READABLE.includes(codec)) {
    throw new PinnaError(
      PinnaErrorCode.BadAudio,
      `The WAV file holds ${codec}, which cannot be decoded. Convert it to WAV with PCM samples, FLAC or MP3.`,
    );
  }
  const channels = fields.getUint16(2, true);
  const sampleRate = fields.getUint32(4, true);
  if (channels === 0 || sampleRate === 0) throw damagedHeader();
  const block = isPerSample(codec) ? sampleBlock(fields, channels, codec) : adpcmBlock(fields, channels, codec);
  if (codec === 'float' && block.blockBytes !== 4 * channels && block.blockBytes !== 8 * channels)
    throw damagedHeader();
  return { codec, sampleRate, channels, ...block, chunk };
}

const isPerSample = (codec: string) => ['pcm', 'float', 'alaw', 'mulaw'].includes(codec);

/**
 * A sample takes whole bytes, and its bits are the highest of them: 12 bits are read as 16, 20 bits as 24, and 24 bits in 4
 * bytes as 32. Sets the chunk's bits and block to that.
 *
 * @throws PinnaError `bad-audio` for samples of no or more than 8 bytes
 */
function sampleBlock(
  fields: DataView,
  channels: number,
  codec: string,
): Pick<WavFormat, 'blockBytes' | 'blockSamples'> {
  const declared = fields.getUint16(12, true);
  // Logarithmic samples have 8 bits, whatever is written there.
  const needed = codec.endsWith('law') ? 1 : Math.ceil(fields.getUint16(14, true) / 8);
  const padded = declared / channels;
  const sampleBytes = Number.isInteger(padded) && padded >= needed ? padded : needed;
  if (sampleBytes === 0 || sampleBytes > 8) throw damagedHeader();
  const blockBytes = sampleBytes * channels;
  fields.setUint16(12, blockBytes, true);
  fields.setUint16(14, 8 * sampleBytes, true);
  return { blockBytes, blockSamples: 1 };
}

/** @throws PinnaError `bad-audio` for blocks too short for their own header */
function adpcmBlock(fields: DataView, channels: number, codec: string): Pick<WavFormat, 'blockBytes' | 'blockSamples'> {
  const blockBytes = fields.getUint16(12, true);
  if (codec === 'mp3') return { blockBytes: 1, blockSamples: 0 };
  const headBytes = (codec === 'ima-adpcm' ? 4 : 7) * channels;
  if (blockBytes < headBytes) throw damagedHeader();
  const declared = fields.byteLength >= 20 ? fields.getUint16(18, true) : 0;
  const first = codec === 'ima-adpcm' ? 1 : 2;
  const most = first + Math.floor(((blockBytes - headBytes) * 2) / channels);
  if (declared > most) throw damagedHeader();
  return { blockBytes, blockSamples: declared || most };
}
