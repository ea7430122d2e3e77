/** Container format of a file. */
export type ContainerFormat = 'wav' | 'flac' | 'mp3' | 'ogg' | 'webm';

/**
 * Whether the file contains all that its headers declare:
 *
 * - `whole`: it does, within 16 bytes.
 * - `end-missing`: up to 16 bytes are missing, and the last block of a WAV file is incomplete.
 * - `cut`: more is missing.
 * - `unknown`: the headers do not give the length in bytes.
 */
export type Completeness = 'whole' | 'end-missing' | 'cut' | 'unknown';

/** Contents of a sound file's headers, the same in a page and on the command line. */
export interface SoundContainer {
  readonly format: ContainerFormat;
  /** Encoding of the samples, such as `pcm`, `ima-adpcm`, `opus`. */
  readonly codec: string;
  /** Sample rate, Hz; Opus always decodes to 48 kHz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Number of samples per channel, if the headers contain it. */
  readonly samples?: number;
  /** Duration, seconds, if the headers contain it; else see {@link measureDuration}. */
  readonly duration?: number;
  readonly completeness: Completeness;
  /** First byte of the audio, after leading tags and a WAV file's header. */
  readonly start: number;
  /** End of the audio, before trailing tags, bytes. */
  readonly end: number;
  /** Header to pass to a decoder before the bytes from `start` to `end`; empty except for WAV. */
  readonly header: Uint8Array<ArrayBuffer>;
}

/** Tolerance of sizes in headers, bytes: some writers miscount by up to this. */
export const TOLERANCE = 16;

/** Empty header, for formats whose bytes from `start` to `end` are decoded as they are. */
export const NO_HEADER = new Uint8Array(0);
