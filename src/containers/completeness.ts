import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { SoundContainer } from './sound-container.js';

/** Longest block of Vorbis, samples: decoders leave out up to that at the beginning. */
const VORBIS_BLOCK = 8192;
/** What counts as lost, seconds: a packet of Opus. */
const PACKET_SECONDS = 0.02;

/**
 * Refuses a file that is cut short: decoders take what is there and would pass half a file off as all of it.
 *
 * @throws PinnaError `bad-audio`
 */
export function requireWhole(container: SoundContainer): void {
  if (container.completeness === 'cut') throw cutShort();
}

/**
 * Compares what was decoded with what the headers announce.
 *
 * @param samples per channel, at the file's own rate
 * @throws PinnaError `bad-audio` for no samples or fewer than announced
 */
export function requireSamples(samples: number, container: SoundContainer): void {
  if (samples === 0) throw bad('There is no sound in the file.');
  if (samples < (container.samples ?? 0)) throw bad('The file is cut short or damaged. Copy or record it again.');
}

/**
 * Tells where an encoder's padding begins that decoders leave in, as no flag ends the stream: after the samples that the last
 * page of Ogg counts.
 *
 * @returns samples per channel
 */
export function paddingStart(container: SoundContainer): number | undefined {
  return container.completeness === 'unknown' ? countedSamples(container) : undefined;
}

/**
 * Compares what was decoded with the count of the last page of Ogg: decoders pass over lost pages without a word.
 *
 * @param samples per channel
 * @returns seconds; 0 for no more than decoders leave out
 */
export function secondsLost(samples: number, container: SoundContainer): number {
  const { codec, sampleRate } = container;
  const lost = ((countedSamples(container) ?? 0) - samples) / sampleRate;
  return lost > (codec === 'vorbis' ? VORBIS_BLOCK / sampleRate : PACKET_SECONDS) ? lost : 0;
}

function countedSamples({ format, duration, sampleRate }: SoundContainer): number | undefined {
  return format === 'ogg' && duration !== undefined ? Math.round(duration * sampleRate) : undefined;
}

/** The error for a file that ends before what it announces. */
export function cutShort(): PinnaError {
  return bad('The file is cut short. Copy or record it again.');
}

/** The error for a header that makes no sense. */
export function damagedHeader(): PinnaError {
  return bad('The header of the file is damaged. Copy or record it again.');
}

function bad(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadAudio, what);
}
