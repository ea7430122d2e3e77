import { abortable } from '../lifetime/waiting.js';
import { loadPart } from '../lifetime/load-part.js';

/** Options of {@link decodeAudio}. */
export interface DecodeAudioOptions {
  /** Ends the wait at once; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Decodes a whole sound file into memory, for {@link classify}. Accepts every format that the browser can play. Main
 * thread; the browser decodes in a separate thread.
 *
 * WAV, FLAC, MP3, Ogg and WebM files of 8 to 192 kHz are not resampled. Higher rates and all other formats are converted to
 * 48 kHz. Rates below 8 kHz and truncated files are rejected, as on the command line.
 *
 * @throws PinnaError `empty-audio`, `bad-audio`, `unsupported-sample-rate`, `audio-too-long`, `files-missing`; the signal's
 *   reason
 */
export function decodeAudio(file: Blob, { signal }: DecodeAudioOptions = {}): Promise<AudioBuffer> {
  const decoding = decode(file);
  return signal ? abortable(decoding, signal) : decoding;
}

async function decode(file: Blob): Promise<AudioBuffer> {
  const { decodeSoundFile } = await loadPart(
    import('./decode-sound-file.js'),
    "Pinna's code for sound files",
    'try again',
  );
  return decodeSoundFile(file);
}
