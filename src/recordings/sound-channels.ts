import { PinnaError, PinnaErrorCode } from '../errors.js';
import { frameGeometry, framesWithin } from '../features/frame-geometry.js';
import { WINDOW_SECONDS } from '../features/log-mel-parameters.js';
import { lookAhead } from '../features/rows.js';
import type { ModelInfo } from '../worker/contract.js';

/** Samples of a recording: decoded audio, or channels of equal length. Full scale is ±1. */
export type Sound = Pick<AudioBuffer, 'sampleRate' | 'numberOfChannels' | 'getChannelData'> | readonly Float32Array[];

/** A recording that can be analysed. */
export interface SoundChannels {
  /** One or more channels, of equal length. */
  readonly channels: readonly Float32Array[];
  /** Samples per channel. */
  readonly length: number;
  /** Hz. */
  readonly sampleRate: number;
}

/**
 * Checks a recording and returns its channels. Copies nothing. A model may need a longer recording: see {@link recordingRows}.
 *
 * @param sampleRate Hz; required for bare channels, ignored for decoded audio
 * @throws PinnaError `empty-audio`, `audio-too-short`, `unsupported-sample-rate`, `bad-option`
 */
export function soundChannels(sound: Sound, sampleRate?: number): SoundChannels {
  checkSound(sound);
  const { channels, rate } =
    'getChannelData' in sound
      ? {
          channels: Array.from({ length: sound.numberOfChannels }, (_, c) => sound.getChannelData(c)),
          rate: sound.sampleRate,
        }
      : { channels: sound, rate: sampleRate };
  const length = channels[0]?.length ?? 0;
  if (length === 0) {
    throw new PinnaError(PinnaErrorCode.EmptyAudio, 'The recording has no samples. Choose another file.');
  }
  if (channels.some((channel) => channel.length !== length)) {
    throw new PinnaError(PinnaErrorCode.BadOption, 'The channels have different lengths. Give them the same length.');
  }
  if (typeof rate !== 'number') {
    throw new PinnaError(PinnaErrorCode.BadOption, 'The sample rate of the samples is missing. Set sampleRate, in Hz.');
  }
  if (framesWithin(frameGeometry(rate), length) < 1) throw tooShort(WINDOW_SECONDS);
  return { channels, length, sampleRate: rate };
}

/** Whether a value is a Float32Array, also of another frame. */
const isSamples = (value: unknown) => Object.prototype.toString.call(value) === '[object Float32Array]';

/** Checks the type of a recording: callers without types may pass anything. @throws PinnaError `bad-option` */
function checkSound(sound: unknown): void {
  const given = Object(sound) as Partial<AudioBuffer & Blob>;
  if (typeof given.getChannelData === 'function') return;
  if (Array.isArray(sound) && sound.every(isSamples)) return;
  throw new PinnaError(
    PinnaErrorCode.BadOption,
    typeof given.arrayBuffer === 'function'
      ? 'The recording is a file. Decode it first: classify(await decodeAudio(file)).'
      : 'The recording is not decoded audio. Give an AudioBuffer, or a list with a Float32Array for each channel.',
  );
}

/**
 * Counts the rows of scores that a model gives for a recording.
 *
 * @throws PinnaError `audio-too-short` if there is none
 */
export function recordingRows(
  { length, sampleRate }: SoundChannels,
  { features, rowSeconds }: Pick<ModelInfo, 'features' | 'rowSeconds'>,
): number {
  const frames = framesWithin(frameGeometry(sampleRate, features), length);
  const rows = Math.floor(frames / Math.round(rowSeconds / features.hopSeconds));
  if (rows < 1) throw tooShort(rowSeconds + lookAhead(features));
  return rows;
}

function tooShort(seconds: number): PinnaError {
  return new PinnaError(
    PinnaErrorCode.AudioTooShort,
    `The recording is shorter than ${Math.round(seconds * 1000)} ms, the minimum for the analysis. Choose a longer file.`,
  );
}
