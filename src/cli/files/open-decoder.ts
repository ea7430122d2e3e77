import { decoder as openWavDecoder } from '@audio/decode-wav';
import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** Codec of a sound file that the command line decodes. */
export type DecodableCodec = 'wav' | 'flac' | 'mp3' | 'opus' | 'vorbis';

/** Channels of a decoded stretch; none where the bytes held no whole frame. */
export interface DecodedAudio {
  /** Hz. */
  readonly sampleRate: number;
  readonly channelData: readonly Float32Array[];
  /** Of each channel, where the decoder tells; behind them is what it left in its memory. */
  readonly samplesDecoded?: number;
}

/** Decodes a file in pieces. */
export interface Decoder {
  decode(bytes: Uint8Array): DecodedAudio;
  /** Ends the decoder, where it holds anything back. */
  flush?(): DecodedAudio;
  free(): void;
}

/**
 * Loads the decoder of a codec. WAV is part of the command line; the others are packages that are installed beside it. They
 * are ES modules, which CommonJS reaches by `import()` alone.
 *
 * @throws PinnaError `bad-audio` if the package is not installed
 */
export async function openDecoder(codec: DecodableCodec): Promise<Decoder> {
  switch (codec) {
    case 'wav':
      return openWavDecoder();
    case 'flac':
      return (await installed('FLAC', '@audio/decode-flac', () => import('@audio/decode-flac'))).decoder();
    case 'mp3':
      return (await installed('MP3', '@audio/decode-mp3', () => import('@audio/decode-mp3'))).decoder();
    case 'opus':
      return (await installed('Opus', '@audio/decode-opus', () => import('@audio/decode-opus'))).decoder();
    case 'vorbis':
      return (await installed('Vorbis', '@audio/decode-vorbis', () => import('@audio/decode-vorbis'))).decoder();
  }
}

async function installed<T>(format: string, name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new PinnaError(
      PinnaErrorCode.BadAudio,
      `${format} needs the package ${name}, which is not installed. Install it beside Pinna: npm install ${name}`,
      { cause },
    );
  }
}
