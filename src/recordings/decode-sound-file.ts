import { ByteReader } from '../containers/byte-reader.js';
import { paddingStart, requireSamples, requireWhole } from '../containers/completeness.js';
import { measureDuration } from '../containers/measure-duration.js';
import { readContainer } from '../containers/read-container.js';
import type { SoundContainer } from '../containers/sound-container.js';
import { decodeWith } from '../capture/sources/decode-with.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { frameGeometry } from '../features/frame-geometry.js';
import { mediaDuration } from './media-duration.js';

/** Sample rate to decode at if the file's own is unknown or too high, Hz. */
const DEFAULT_RATE = 48_000;
/** Limit for decoded audio in a page, bytes: an hour and a half of stereo at 48 kHz. */
const MAX_DECODED_BYTES = 2 ** 31;
/**
 * File size up to which the duration is not checked, bytes: an hour and a half of speech at the lowest bit rate of any
 * codec.
 */
const MAX_UNCHECKED_BYTES = 4 * 2 ** 20;

/**
 * Decodes a sound file. Uses the same headers and bytes as the command line. Main thread.
 *
 * @throws PinnaError `empty-audio`, `bad-audio`, `unsupported-sample-rate`, `audio-too-long`
 */
export async function decodeSoundFile(file: Blob): Promise<AudioBuffer> {
  const reader = ByteReader.of(file);
  const container = await readContainer(reader);
  const rate = rateFor(container);
  if (file.size > MAX_UNCHECKED_BYTES)
    checkLength(await durationOf(file, reader, container), rate, container?.channels ?? 2);
  if (!container) return decodeWith(new OfflineAudioContext(1, 1, rate), file);
  requireWhole(container);
  if (container.samples === 0) requireSamples(0, container);
  const decoded = await decodeWith(new OfflineAudioContext(1, 1, rate), soundOf(file, container));
  if (rate === container.sampleRate) {
    requireSamples(decoded.length, container);
    return withoutPadding(decoded, paddingStart(container));
  }
  // Resampling may round off one sample.
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

/** Returns the duration by the headers, seconds. If they do not give it, asks the browser, which knows more formats. */
async function durationOf(
  file: Blob,
  reader: ByteReader,
  container: SoundContainer | undefined,
): Promise<number | undefined> {
  return (container && (await measureDuration(reader, container))) ?? (await mediaDuration(file));
}

/** Returns the bytes that the command line decodes too, without tags and chunks that some browsers cannot read. */
function soundOf(file: Blob, { start, end, header }: SoundContainer): Blob {
  if (start === 0 && end === file.size) return file;
  return new File([header, file.slice(start, end)], file instanceof File ? file.name : '');
}

/** Returns the sample rate to decode at, Hz. @throws PinnaError `unsupported-sample-rate` */
function rateFor(container: SoundContainer | undefined): number {
  if (!container) return DEFAULT_RATE;
  try {
    return frameGeometry(container.sampleRate).sampleRate;
  } catch (error) {
    if (container.sampleRate < DEFAULT_RATE) throw error;
    return DEFAULT_RATE;
  }
}

/** Rejects a recording that exceeds the memory of a page. @throws PinnaError `audio-too-long` */
function checkLength(seconds: number | undefined, rate: number, channels: number): void {
  if (seconds === undefined || seconds * rate * channels * 4 <= MAX_DECODED_BYTES) return;
  const minutes = Math.floor(MAX_DECODED_BYTES / (rate * channels * 4) / 60);
  throw new PinnaError(
    PinnaErrorCode.AudioTooLong,
    `The file is ${Math.ceil(seconds / 60)} minutes long, too long for the memory of a page. Cut it into parts of at ` +
      `most ${minutes} minutes, or use the command line, which reads a file of any length piece by piece.`,
  );
}
