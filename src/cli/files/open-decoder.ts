import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** Codec with a decoder in a separate package. */
export type DecodableCodec = 'flac' | 'mp3' | 'opus' | 'vorbis';

/** Decoded channels; none if the bytes held no complete frame. */
export interface DecodedAudio {
  /** Hz. */
  readonly sampleRate: number;
  readonly channelData: readonly Float32Array[];
  /** Number of valid samples per channel, if the decoder reports it. The samples after them are leftovers in its memory. */
  readonly samplesDecoded?: number;
}

/** Decodes a file part by part. */
export interface Decoder {
  decode(bytes: Uint8Array): DecodedAudio;
  /** Ends decoding and returns the samples that the decoder still holds, if it holds any back. */
  flush?(): DecodedAudio;
  free(): void;
}

/**
 * Loads the decoder of a codec, which is a separately installed package. These are ES modules, which CommonJS can load only with `import()`.
 *
 * @throws PinnaError `bad-audio` if the package is not installed
 */
export async function openDecoder(codec: DecodableCodec): Promise<Decoder> {
  switch (codec) {
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
