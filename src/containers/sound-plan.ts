import type { SoundPart } from './sound-part.js';
import type { SoundWarning } from './sound-warning.js';
import type { WavFormat } from './wav-format.js';

/** Container format of a file. */
export type ContainerFormat = 'wav' | 'wave64' | 'aiff' | 'caf' | 'au' | 'flac' | 'mp3' | 'ogg' | 'webm';

/** How to decode a sound file, the same in a page and on the command line. */
export interface SoundPlan {
  readonly format: ContainerFormat;
  /** Encoding of the samples, such as `pcm`, `ima-adpcm`, `opus`. */
  readonly codec: string;
  /** Sample rate, Hz; Opus always decodes to 48 kHz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Stretches of sound in order of time. They do not overlap; silence belongs between them. */
  readonly parts: readonly SoundPart[];
  /** Length of the recording, samples per channel; undefined if only decoding shows it. */
  readonly samples: number | undefined;
  /** Samples per channel that decoders of the codec may omit. */
  readonly tolerance: number;
  /** Whether the file ends too early. */
  readonly isCut: boolean;
  /** Length by the headers, samples per channel, if they give it. */
  readonly declared?: number | undefined;
  readonly warnings: readonly SoundWarning[];
  /** Layout of bare samples (WAV, Wave64, AIFF, CAF, AU), for a `WavDecoder`. They are the only part then. */
  readonly wav?: WavFormat | undefined;
}

/** Tolerance of sizes in headers, bytes: some writers miscount by up to this. */
export const TOLERANCE = 16;
