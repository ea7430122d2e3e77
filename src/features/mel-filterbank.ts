import { LOG_MEL_64, type FeatureGeometry, type FrameGeometry } from './log-mel-parameters.js';

const hzToMel = (hz: number) => 2595 * Math.log10(1 + hz / 700);
const melToHz = (mel: number) => 700 * (10 ** (mel / 2595) - 1);

/** Returns the `bands + 2` corner frequencies of the triangles, Hz, evenly spaced in mel (O'Shaughnessy 1987). */
export function melEdges({ fMin, fMax, bands }: FeatureGeometry = LOG_MEL_64): Float64Array {
  const low = hzToMel(fMin);
  const step = (hzToMel(fMax) - low) / (bands + 1);
  return Float64Array.from({ length: bands + 2 }, (_, i) => melToHz(low + i * step));
}

/**
 * Returns the integral from −∞ to `f` of a triangle. It rises from `left` to 1 at `peak` and falls to 0 at `right`, Hz.
 */
function triangleIntegral(f: number, left: number, peak: number, right: number): number {
  const x = Math.min(Math.max(f, left), right);
  if (x <= peak) return (x - left) ** 2 / (2 * (peak - left));
  return (right - left) / 2 - (right - x) ** 2 / (2 * (right - peak));
}

/** One band's weights over neighbouring FFT bins. */
export interface MelBand {
  readonly firstBin: number;
  /** Weights, Hz. Multiplied by a power spectral density and summed, they give power. */
  readonly weights: Float64Array;
}

/**
 * Returns a band's weights: its triangle's integral over each FFT bin, not its value at the bin's centre. The weights
 * therefore sum to the triangle's area at every bin width, even where bins are as wide as triangles. Includes bins above half
 * the sample rate.
 * @param edges corner frequencies of all bands, Hz
 * @param binWidth Hz
 */
export function triangleOverBins(edges: Float64Array, band: number, binWidth: number): MelBand {
  const [left, peak, right] = [edges[band]!, edges[band + 1]!, edges[band + 2]!];
  const firstBin = Math.floor(left / binWidth + 0.5);
  const lastBin = Math.floor(right / binWidth + 0.5);
  const weights = Float64Array.from({ length: lastBin - firstBin + 1 }, (_, i) => {
    const centre = (firstBin + i) * binWidth;
    const upTo = (f: number) => triangleIntegral(f, left, peak, right);
    return upTo(centre + binWidth / 2) - upTo(centre - binWidth / 2);
  });
  return { firstBin, weights };
}

/** Leaves out the bins above half the sample rate. A band that lies completely above it has no weights. */
export function belowNyquist({ firstBin, weights }: MelBand, { fftSize }: FrameGeometry): MelBand {
  return { firstBin, weights: weights.subarray(0, Math.max(0, fftSize / 2 - firstBin + 1)) };
}

/** Builds the filterbank of `log-mel` for one sample rate. */
export function melFilterbank(geometry: FrameGeometry): MelBand[] {
  const { features, sampleRate, fftSize } = geometry;
  const edges = melEdges(features);
  return Array.from({ length: features.bands }, (_, band) =>
    belowNyquist(triangleOverBins(edges, band, sampleRate / fftSize), geometry),
  );
}
