import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { SoundContainer } from './sound-container.js';

/** Maximum block length of Vorbis, samples: decoders omit up to that many at the beginning. */
const VORBIS_BLOCK = 8192;
/** Minimum loss to report for other codecs, seconds: one packet of Opus. */
const PACKET_SECONDS = 0.02;

/**
 * Rejects a file that is cut short. Decoders would decode its beginning and report no error.
 *
 * @throws PinnaError `bad-audio`
 */
export function requireWhole(container: SoundContainer): void {
  if (container.completeness === 'cut') throw cutShort();
}

/**
 * Compares the number of decoded samples with the number in the headers.
 *
 * @param samples decoded samples per channel, at the file's own rate
 * @throws PinnaError `bad-audio` for no samples, or fewer than declared
 */
export function requireSamples(samples: number, container: SoundContainer): void {
  if (samples === 0) throw badAudio('There is no sound in the file. Choose another file.');
  if (samples < (container.samples ?? 0)) throw badAudio('The file is cut short or damaged. Copy or record it again.');
}

/**
 * Returns the position of an encoder's padding that decoders do not remove, because no flag ends the stream. In Ogg it
 * begins after the number of samples that the last page counts.
 *
 * @returns samples per channel; undefined for other formats, and for a stream that a flag ends
 */
export function paddingStart(container: SoundContainer): number | undefined {
  return container.completeness === 'unknown' ? countedSamples(container) : undefined;
}

/**
 * Compares the number of decoded samples with the count of the last Ogg page: decoders skip lost pages without an error.
 *
 * @param samples decoded samples per channel
 * @returns missing sound, seconds; 0 if no more is missing than decoders omit
 */
export function missingSeconds(samples: number, container: SoundContainer): number {
  const { codec, sampleRate } = container;
  const missing = ((countedSamples(container) ?? 0) - samples) / sampleRate;
  return missing > (codec === 'vorbis' ? VORBIS_BLOCK / sampleRate : PACKET_SECONDS) ? missing : 0;
}

function countedSamples({ format, duration, sampleRate }: SoundContainer): number | undefined {
  return format === 'ogg' && duration !== undefined ? Math.round(duration * sampleRate) : undefined;
}

/** Creates the error for a file that ends too early. */
export function cutShort(): PinnaError {
  return badAudio('The file is cut short. Copy or record it again.');
}

/** Creates the error for an invalid header. */
export function damagedHeader(): PinnaError {
  return badAudio('The header of the file is damaged. Copy or record it again.');
}

function badAudio(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadAudio, what);
}
