import { ByteReader } from '../containers/byte-reader.js';
import { paddingStart, requireSamples, requireWhole } from '../containers/completeness.js';
import { measureDuration } from '../containers/measure-duration.js';
import { readContainer } from '../containers/read-container.js';
import type { SoundContainer } from '../containers/sound-container.js';
import { decodeWith } from '../capture/sources/decode-with.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { frameGeometry } from '../features/frame-geometry.js';
import { mediaDuration } from './media-duration.js';

/** The rate where the file's own is not known or cannot be analysed, Hz. */
const USUAL_RATE = 48_000;
/** What a page may count on, decoded: an hour and a half of stereo at 48 kHz. */
const MOST_BYTES = 2 ** 31;
/** Smaller files are not long enough to look, bytes: an hour and a half of the barest speech codec. */
const SMALL_FILE = 4 * 2 ** 20;

/**
 * Decodes a sound file by the same headers and bytes as the command line does. Main thread.
 *
 * @throws PinnaError `empty-audio`, `bad-audio`, `unsupported-sample-rate`, `audio-too-long`
 */
export async function decodeSoundFile(file: Blob): Promise<AudioBuffer> {
  const reader = ByteReader.of(file);
  const container = await readContainer(reader);
  const rate = rateFor(container);
  if (file.size > SMALL_FILE) checkLength(await durationOf(file, reader, container), rate, container?.channels ?? 2);
  if (!container) return decodeWith(new OfflineAudioContext(1, 1, rate), file);
  requireWhole(container);
  if (container.samples === 0) requireSamples(0, container);
  const decoded = await decodeWith(new OfflineAudioContext(1, 1, rate), soundOf(file, container));
  if (rate === container.sampleRate) {
    requireSamples(decoded.length, container);
    return withoutPadding(decoded, paddingStart(container));
  }
  // One sample more for what resampling may round off.
  requireSamples(decoded.duration * container.sampleRate + 1, container);
  return decoded;
}

function withoutPadding(decoded: AudioBuffer, length: number | undefined): AudioBuffer {
  if (!length || length >= decoded.length) return decoded;
  const { numberOfChannels, sampleRate } = decoded;
  const trimmed = new AudioBuffer({ length, numberOfChannels, sampleRate });
  for (let c = 0; c < numberOfChannels; c++) trimmed.copyToChannel(decoded.getChannelData(c).subarray(0, length), c);
  return trimmed;
}

/** Seconds, by the headers, or as the browser tells for formats that it alone knows. */
async function durationOf(
  file: Blob,
  reader: ByteReader,
  container: SoundContainer | undefined,
): Promise<number | undefined> {
  return (container && (await measureDuration(reader, container))) ?? (await mediaDuration(file));
}

/** The bytes that the command line decodes too: without the tags and chunks at which browsers stumble. */
function soundOf(file: Blob, { start, end, header }: SoundContainer): Blob {
  if (start === 0 && end === file.size) return file;
  return new File([header, file.slice(start, end)], file instanceof File ? file.name : '');
}

/** @throws PinnaError `unsupported-sample-rate` */
function rateFor(container: SoundContainer | undefined): number {
  if (!container) return USUAL_RATE;
  try {
    return frameGeometry(container.sampleRate).sampleRate;
  } catch (error) {
    if (container.sampleRate < USUAL_RATE) throw error;
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
