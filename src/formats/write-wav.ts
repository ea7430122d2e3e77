import { PinnaError, PinnaErrorCode } from '../errors.js';
import { oneLine } from './safe-text.js';

/** MIME type of the files of `writeWav`. */
export const WAV_TYPE = 'audio/wav';

/** Format and texts of a WAV file. */
export interface WavOptions {
  /** Sample rate, a positive whole number, Hz. */
  readonly sampleRate: number;
  /** Bits per sample; 16 by default. */
  readonly bits?: 16 | 24;
  /** The detected sound, for the chunk `INAM`. */
  readonly title?: string;
  /** Model, time of the first sample and so on, for the chunk `ICMT`. */
  readonly comment?: string;
}

/**
 * Writes a WAV file (Multimedia Programming Interface and Data Specifications 1.0, IBM and Microsoft 1991) of 16 or 24
 * bits PCM. Samples beyond full scale are clipped, and NaN becomes silence. There is no dither, since a microphone's
 * noise is far above the last bit. The texts are a `LIST` chunk of type `INFO` after the samples. The samples begin at
 * byte 44, where simple readers expect them. The texts are UTF-8, which the specification does not name but readers
 * accept.
 *
 * @param channels one array of samples from −1 to 1 per channel, all of the same length
 * @throws PinnaError `bad-option` for a number of channels outside 1 to 65535, channels of different lengths, an
 *   invalid sample rate, or a file above 4 GiB
 */
export function writeWav(channels: readonly Float32Array[], options: WavOptions): Uint8Array<ArrayBuffer> {
  const { sampleRate, bits = 16, title = '', comment = '' } = options;
  const samples = channels[0]?.length;
  if (samples === undefined || channels.length > 0xffff)
    throw bad('A WAV file needs 1 to 65535 channels. Pass one array of samples per channel.');
  if (channels.some(({ length }) => length !== samples))
    throw bad('The channels differ in length. Pass arrays of the same length.');
  if (!(Number.isInteger(sampleRate) && sampleRate > 0))
    throw bad(`The sample rate is ${String(sampleRate)} Hz. Pass a positive whole number.`);
  const frameBytes = channels.length * (bits / 8);
  const dataBytes = samples * frameBytes;
  const info = infoList({ INAM: title, ICMT: comment, ISFT: 'Pinna' });
  // Chunks begin at even bytes. A padding byte does not count in a chunk's length.
  const size = 44 + dataBytes + (dataBytes % 2) + info.length;
  if (size > 0xffffffff) throw bad('The WAV file would exceed 4 GiB. Pass a shorter excerpt.');
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const tag = (position: number, name: string) => bytes.set(ascii(name), position);
  tag(0, 'RIFF');
  view.setUint32(4, size - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, bits, true);
  tag(36, 'data');
  view.setUint32(40, dataBytes, true);
  writeSamples(view, channels, bits);
  bytes.set(info, size - info.length);
  return bytes;
}

function writeSamples(view: DataView, channels: readonly Float32Array[], bits: 16 | 24): void {
  const scale = 2 ** (bits - 1);
  let position = 44;
  for (let i = 0; i < channels[0]!.length; i++) {
    for (const channel of channels) {
      const value = Math.round(Math.max(-scale, Math.min(scale - 1, (channel[i]! || 0) * scale)));
      if (bits === 24) view.setUint8(position++, value & 0xff);
      view.setInt16(position, bits === 24 ? value >> 8 : value, true);
      position += 2;
    }
  }
}

/** Returns a `LIST` chunk of zero-terminated texts. Empty texts are left out. */
function infoList(texts: Readonly<Record<string, string>>): Uint8Array {
  const bytes = [...ascii('INFO')];
  for (const [name, text] of Object.entries(texts)) {
    if (text === '') continue;
    const content = [...new TextEncoder().encode(oneLine(text)), 0];
    bytes.push(...ascii(name), ...uint32(content.length), ...content, ...(content.length % 2 ? [0] : []));
  }
  return Uint8Array.from([...ascii('LIST'), ...uint32(bytes.length), ...bytes]);
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const uint32 = (value: number): number[] => [value, value >> 8, value >> 16, value >> 24].map((byte) => byte & 0xff);

function bad(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, what);
}
