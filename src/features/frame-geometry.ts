import { PinnaError, PinnaErrorCode } from '../errors.js';
import { LOG_MEL_64, MAX_BIN_WIDTH, type FeatureGeometry, type FrameGeometry } from './log-mel-parameters.js';
import { melEdges } from './mel-filterbank.js';

/** Lowest supported sample rate, Hz. */
export const MIN_SAMPLE_RATE = 8000;
/** Highest supported sample rate, Hz. */
export const MAX_SAMPLE_RATE = 192_000;

/**
 * Converts a feature geometry to samples at a sample rate.
 * @param sampleRate Hz, 8 to 192 kHz. Bands above half of it are silent: see {@link missingBands}.
 * @throws PinnaError `unsupported-sample-rate`
 */
export function frameGeometry(sampleRate: number, features: FeatureGeometry = LOG_MEL_64): FrameGeometry {
  if (!(sampleRate >= MIN_SAMPLE_RATE && sampleRate <= MAX_SAMPLE_RATE)) {
    throw new PinnaError(
      PinnaErrorCode.SampleRate,
      `${String(sampleRate)} Hz is not a sample rate that can be analysed: it must be from 8 to 192 kHz. Convert the ` +
        'sound to 44.1 or 48 kHz, or choose another device.',
    );
  }
  let fftSize = 1;
  while (fftSize * MAX_BIN_WIDTH < sampleRate) fftSize *= 2;
  // Divides by the number of hops per second: the result is exact if the hop is a whole number of samples.
  const hop = sampleRate / Math.round(1 / features.hopSeconds);
  return { features, sampleRate, hop, window: Math.round(sampleRate * features.windowSeconds), fftSize };
}

/** Returns the sample at which frame `index` begins. */
export function frameStart({ hop }: FrameGeometry, index: number): number {
  return Math.round(index * hop);
}

/** Counts the frames that lie completely within the first `samples` samples. */
export function framesWithin({ hop, window }: FrameGeometry, samples: number): number {
  return samples < window ? 0 : Math.ceil((samples - window + 0.5) / hop);
}

/** A frequency band from `low` to `high`, Hz. */
export interface FrequencyBand {
  /** Lower edge, Hz. */
  readonly low: number;
  /** Upper edge, Hz. */
  readonly high: number;
}

/** Returns the frequency band that frames cover. */
export function analysedBand(features: FeatureGeometry): FrequencyBand {
  return { low: features.fMin, high: features.type === 'log-mel' ? features.fMax : features.fLimit };
}

/** Counts the bands that sound can reach. All others always have the value of silence. */
export function usedBands(features: FeatureGeometry): number {
  return usedEdges(features).length;
}

/**
 * Counts the bands that reach above half the sample rate, where a recording has no content. Bands completely above it are
 * silent. Bands that no sound can reach do not count.
 * @param sampleRate Hz
 */
export function missingBands(sampleRate: number, features: FeatureGeometry = LOG_MEL_64): number {
  return usedEdges(features).filter((upper) => upper > sampleRate / 2).length;
}

/** Returns the upper edges of the bands that sound can reach, Hz. */
function usedEdges(features: FeatureGeometry): Float64Array {
  const upper = melEdges(features).subarray(2);
  return features.type === 'log-mel' ? upper : upper.filter((edge) => edge <= features.fLimit);
}
