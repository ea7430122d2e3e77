/** How the file is packed. */
export type ContainerFormat = 'wav' | 'flac' | 'mp3' | 'ogg' | 'webm';

/**
 * Whether the file holds all that it announces: `whole`; `end-missing`, up to 16 bytes of the last samples; `cut`, more
 * than that; `unknown`, where it announces nothing.
 */
export type Completeness = 'whole' | 'end-missing' | 'cut' | 'unknown';

/** What the headers of a sound file say, the same in a page and on the command line. */
export interface SoundContainer {
  readonly format: ContainerFormat;
  /** How the samples are encoded, as `pcm`, `ima-adpcm`, `opus`. */
  readonly codec: string;
  /** Hz; Opus always decodes to 48 kHz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Samples per channel, where the headers count them. */
  readonly samples?: number;
  /** Seconds, where the headers tell; see {@link measureDuration} for the others. */
  readonly duration?: number;
  readonly completeness: Completeness;
  /** First byte of the sound: tags in front are left out, and a WAV file's header. */
  readonly start: number;
  /** First byte after the sound: tags behind it are left out. */
  readonly end: number;
  /** What a decoder has to be given before the bytes from `start` to `end`; empty but for WAV. */
  readonly header: Uint8Array<ArrayBuffer>;
}

/** The tolerance of sizes in headers: writers that count wrong are off by up to this, bytes. */
export const TOLERANCE = 16;

export const NO_HEADER = new Uint8Array(0);
