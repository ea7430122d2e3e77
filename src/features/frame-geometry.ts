import { PinnaError, PinnaErrorCode } from '../errors.js';
import { BANDS, HOP_SECONDS, MAX_BIN_WIDTH, WINDOW_SECONDS, type FrameGeometry } from './log-mel-parameters.js';
import { melEdges } from './mel-filterbank.js';

const LOWEST_RATE = 8000;
const HIGHEST_RATE = 192_000;

/**
 * Hop, window and FFT length in samples at a sample rate.
 * @param sampleRate Hz, 8 to 192 kHz. Below 15.6 kHz there is nothing in the highest bands: see {@link missingBands}.
 * @throws PinnaError `unsupported-sample-rate`
 */
export function frameGeometry(sampleRate: number): FrameGeometry {
  if (!(sampleRate >= LOWEST_RATE && sampleRate <= HIGHEST_RATE)) {
    throw new PinnaError(
      PinnaErrorCode.SampleRate,
      `${String(sampleRate)} Hz is not a sample rate that can be analysed: it must be from 8 to 192 kHz. Convert the ` +
        'sound to 44.1 or 48 kHz, or choose another device.',
    );
  }
  let fftSize = 1;
  while (fftSize * MAX_BIN_WIDTH < sampleRate) fftSize *= 2;
  // One hop is 1 / HOP_SECONDS-th of a second: dividing by that whole number is exact where the hop is whole.
  const hop = sampleRate / Math.round(1 / HOP_SECONDS);
  return { sampleRate, hop, window: Math.round(sampleRate * WINDOW_SECONDS), fftSize };
}

/** Sample at which frame `index` begins. */
export function frameStart({ hop }: FrameGeometry, index: number): number {
  return Math.round(index * hop);
}

/** How many frames lie whole within the first `samples` samples. */
export function framesWithin({ hop, window }: FrameGeometry, samples: number): number {
  return samples < window ? 0 : Math.ceil((samples - window + 0.5) / hop);
}

/**
 * How many of the bands, the highest ones, reach beyond what can be in sound of a rate: half of it. Those that lie beyond
 * it whole are silent.
 * @param sampleRate Hz
 */
export function missingBands(sampleRate: number): number {
  const edges = melEdges();
  return edges.subarray(edges.length - BANDS).filter((upper) => upper > sampleRate / 2).length;
}
