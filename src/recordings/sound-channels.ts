import { PinnaError, PinnaErrorCode } from '../errors.js';
import { frameGeometry, framesWithin } from '../features/frame-geometry.js';
import { WINDOW_SECONDS } from '../features/log-mel-parameters.js';

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
  /** Number of frames, at least 1. */
  readonly frames: number;
}

/**
 * Checks a recording and returns its channels. Copies nothing.
 *
 * @param sampleRate Hz; required for bare channels, ignored for decoded audio
 * @throws PinnaError `empty-audio`, `audio-too-short`, `unsupported-sample-rate`, `bad-option`
 */
export function soundChannels(sound: Sound, sampleRate?: number): SoundChannels {
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
  if (rate === undefined) {
    throw new PinnaError(PinnaErrorCode.BadOption, 'The sample rate of the samples is missing. Set sampleRate, in Hz.');
  }
  const frames = framesWithin(frameGeometry(rate), length);
  if (frames < 1) {
    const milliseconds = WINDOW_SECONDS * 1000;
    throw new PinnaError(
      PinnaErrorCode.AudioTooShort,
      `The recording is shorter than ${milliseconds} ms, the minimum for the analysis. Choose a longer file.`,
    );
  }
  return { channels, length, sampleRate: rate, frames };
}
