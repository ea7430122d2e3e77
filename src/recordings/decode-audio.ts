import { requireReadable } from '../capture/sources/readable-file.js';
import type { SoundWarning } from '../containers/sound-warning.js';
import { abortable } from '../lifetime/waiting.js';
import { loadPart } from '../lifetime/load-part.js';

export type { SoundWarning, SoundWarningCode } from '../containers/sound-warning.js';

/** Options of {@link decodeAudio}. */
export interface DecodeAudioOptions {
  /** Ends the wait at once; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether to decode a file that is cut short, or a FLAC file with damaged frames. Default: false, which rejects it. Silence
   * takes the place of what is missing within the file.
   */
  readonly partial?: boolean | undefined;
  /** Called with each defect of a file that is decoded nevertheless, before the promise resolves. */
  readonly onWarning?: ((warning: SoundWarning) => void) | undefined;
}

/**
 * Decodes a whole sound file into memory, for {@link classify}. Accepts every format that the browser can play. Main
 * thread; the browser decodes in a separate thread.
 *
 * WAV, AIFF, CAF, AU, FLAC, MP3, Ogg and WebM files of 8 to 192 kHz are not resampled. Higher rates and all other formats are
 * converted to 48 kHz. Rates below 8 kHz and truncated files are rejected, as on the command line. Where pages of an Ogg file or frames of
 * an MP3 file are missing, silence takes their place, so all times stay true.
 *
 * @throws PinnaError `bad-option`, `file-unreadable`, `empty-audio`, `bad-audio`, `unsupported-sample-rate`, `audio-too-long`,
 *   `files-missing`; the signal's reason
 */
export function decodeAudio(file: Blob, { signal, ...options }: DecodeAudioOptions = {}): Promise<AudioBuffer> {
  const decoding = decode(file, options);
  return signal ? abortable(decoding, signal) : decoding;
}

async function decode(file: Blob, options: Omit<DecodeAudioOptions, 'signal'>): Promise<AudioBuffer> {
  await requireReadable(file);
  const { decodeSoundFile } = await loadPart(
    import('../capture/sources/decode-sound-file.js'),
    "Pinna's code for sound files",
    'try again',
  );
  return decodeSoundFile(file, options);
}
