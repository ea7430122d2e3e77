import { abortable } from '../lifetime/waiting.js';
import { loadPart } from '../lifetime/load-part.js';

export interface DecodeAudioOptions {
  /** Ends the wait at once; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Decodes a sound file, whole and in memory, for {@link classify}: whatever this browser can play. Main thread; the
 * browser decodes on a thread of its own.
 *
 * The samples are the file's own, not resampled, where it is WAV, FLAC, MP3, Ogg or WebM of 8 to 192 kHz; above that they
 * are converted to 48 kHz. A file of less is refused, and one that is cut short, as on the command line.
 *
 * @throws PinnaError `empty-audio`, `bad-audio`, `unsupported-sample-rate`, `audio-too-long`, `files-missing`; the
 *   signal's reason
 */
export function decodeAudio(file: Blob, { signal }: DecodeAudioOptions = {}): Promise<AudioBuffer> {
  const decoding = decode(file);
  return signal ? abortable(decoding, signal) : decoding;
}

async function decode(file: Blob): Promise<AudioBuffer> {
  const { decodeSoundFile } = await loadPart(
    import('./decode-sound-file.js'),
    'The part of Pinna that reads sound files',
    'try again',
  );
  return decodeSoundFile(file);
}
