import { readAudioHeader, type AudioHeader } from '../containers/audio-header.js';
import { abortable } from '../lifetime/abortable.js';
import { decodeWith } from '../capture/sources/decode-with.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { frameGeometry } from '../features/frame-geometry.js';
import { mediaDuration } from './media-duration.js';

export interface DecodeAudioOptions {
  /** Ends the wait at once; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The rate where the file's own is not known or cannot be analysed, Hz. */
const USUAL_RATE = 48_000;
/** What a page may count on, decoded: an hour and a half of stereo at 48 kHz. */
const MOST_BYTES = 2 ** 31;
/** Smaller files are not long enough to look, bytes: an hour and a half of the barest speech codec. */
const SMALL_FILE = 4 * 2 ** 20;

/**
 * Decodes a sound file, whole and in memory, for {@link classify}: whatever this browser can play. Main thread; the
 * browser decodes on a thread of its own.
 *
 * The samples are the file's own, not resampled, where it is WAV, FLAC, MP3 or Ogg of 8 to 192 kHz; above that they are
 * converted to 48 kHz. A file of less is refused, as on the command line.
 *
 * @throws PinnaError `empty-audio`, `bad-audio`, `unsupported-sample-rate`, `audio-too-long`; the signal's reason
 */
export function decodeAudio(file: Blob, { signal }: DecodeAudioOptions = {}): Promise<AudioBuffer> {
  const decoding = decode(file);
  return signal ? abortable(decoding, signal) : decoding;
}

async function decode(file: Blob): Promise<AudioBuffer> {
  const header = await readAudioHeader(file);
  const rate = rateFor(header);
  if (file.size > SMALL_FILE) checkLength(await mediaDuration(file), rate, header?.channels ?? 2);
  return decodeWith(new OfflineAudioContext(1, 1, rate), file);
}

/** @throws PinnaError `unsupported-sample-rate` */
function rateFor(header: AudioHeader | undefined): number {
  if (!header) return USUAL_RATE;
  try {
    return frameGeometry(header.sampleRate).sampleRate;
  } catch (error) {
    if (header.sampleRate < USUAL_RATE) throw error;
    return USUAL_RATE;
  }
}

/** @throws PinnaError `audio-too-long` */
function checkLength(seconds: number | undefined, rate: number, channels: number): void {
  if (seconds === undefined || seconds * rate * channels * 4 <= MOST_BYTES) return;
  const minutes = Math.floor(MOST_BYTES / (rate * channels * 4) / 60);
  throw new PinnaError(
    PinnaErrorCode.AudioTooLong,
    `It is ${Math.ceil(seconds / 60)} minutes long, more than fits into the memory of a page. Cut it into parts of at ` +
      `most ${minutes} minutes, or use the command line, which reads a file of any length piece by piece.`,
  );
}
