import { BANDS, F_MAX, F_MIN, type FrameGeometry } from './log-mel-parameters.js';

const hzToMel = (hz: number) => 2595 * Math.log10(1 + hz / 700);
const melToHz = (mel: number) => 700 * (10 ** (mel / 2595) - 1);

/** The `BANDS + 2` corner frequencies of the triangles, Hz, evenly spaced in mel (O'Shaughnessy 1987). */
export function melEdges(): Float64Array {
  const low = hzToMel(F_MIN);
  const step = (hzToMel(F_MAX) - low) / (BANDS + 1);
  return Float64Array.from({ length: BANDS + 2 }, (_, i) => melToHz(low + i * step));
}

/** Integral from −∞ to `f` of the triangle that rises from `left` to a peak of 1 at `peak` and falls to 0 at `right`, Hz. */
function triangleIntegral(f: number, left: number, peak: number, right: number): number {
  const x = Math.min(Math.max(f, left), right);
  if (x <= peak) return (x - left) ** 2 / (2 * (peak - left));
  return (right - left) / 2 - (right - x) ** 2 / (2 * (right - peak));
}

/** One band's weights over neighbouring FFT bins. */
export interface MelBand {
  readonly firstBin: number;
  /** Hz: multiply by a power spectral density and sum to get power. */
  readonly weights: Float64Array;
}

/**
 * The filterbank for one sample rate. A weight is the triangle's integral over its bin, not its value at the bin's
 * centre: a band's total is then its area exactly, at every rate, also where bins are as wide as the triangles.
 */
export function melFilterbank({ sampleRate, fftSize }: FrameGeometry): MelBand[] {
  const binWidth = sampleRate / fftSize;
  const edges = melEdges();
  return Array.from({ length: BANDS }, (_, band) => {
    const [left, peak, right] = [edges[band]!, edges[band + 1]!, edges[band + 2]!];
    const firstBin = Math.floor(left / binWidth + 0.5);
    const lastBin = Math.min(Math.floor(right / binWidth + 0.5), fftSize / 2);
    // A band beyond half the sample rate has none.
    const weights = Float64Array.from({ length: Math.max(0, lastBin - firstBin + 1) }, (_, i) => {
      const centre = (firstBin + i) * binWidth;
      const upTo = (f: number) => triangleIntegral(f, left, peak, right);
      return upTo(centre + binWidth / 2) - upTo(centre - binWidth / 2);
    });
    return { firstBin, weights };
  });
}
