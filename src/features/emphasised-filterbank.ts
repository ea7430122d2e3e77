import type { EmphasisedLogMelGeometry, FrameGeometry } from './log-mel-parameters.js';
import { belowNyquist, melEdges, triangleOverBins, type MelBand } from './mel-filterbank.js';

/** Sample rate of the sound that trained the trunk, Hz. */
const TRUNK_RATE = 32_000;
/** Width of an FFT bin in the trunk's training, Hz. */
const TRUNK_BIN_WIDTH = TRUNK_RATE / 1024;
/** Sum of the squares of the symmetric Hann window of 800 samples in the trunk's training. */
const TRUNK_WINDOW_POWER = (3 / 8) * 799;
/** Share of the previous sample that the pre-emphasis subtracts at 32 kHz. */
const PRE_EMPHASIS = 0.97;

/** Returns the power gain of the pre-emphasis at a frequency. */
function emphasis(hertz: number): number {
  return 1 + PRE_EMPHASIS ** 2 - 2 * PRE_EMPHASIS * Math.cos((2 * Math.PI * hertz) / TRUNK_RATE);
}

/**
 * Returns the power in each band, as the trunk was trained, of white noise with a density of 1 per Hz. There, triangles that
 * are linear in mel are sampled at the FFT bins.
 */
function noisePower({ bands, fMin, fMax }: EmphasisedLogMelGeometry): Float64Array {
  const mel = (hertz: number) => Math.log(1 + hertz / 700);
  const step = (mel(fMax) - mel(fMin)) / (bands + 1);
  const power = new Float64Array(bands);
  for (let hertz = TRUNK_BIN_WIDTH; hertz < TRUNK_RATE / 2; hertz += TRUNK_BIN_WIDTH) {
    const density = (TRUNK_RATE / 2) * TRUNK_WINDOW_POWER * emphasis(hertz);
    const position = (mel(hertz) - mel(fMin)) / step;
    for (let band = 0; band < bands; band++) power[band]! += density * Math.max(0, 1 - Math.abs(position - band - 1));
  }
  return power;
}

/**
 * Builds the filterbank of `emphasised-log-mel` for one sample rate. A weight is the triangle's integral over its
 * bin, times the gain of the pre-emphasis. Each band is scaled so that white noise has the power that it has in the trunk's
 * training. Bin 0 has no weight, as there.
 */
export function emphasisedFilterbank(geometry: FrameGeometry, features: EmphasisedLogMelGeometry): MelBand[] {
  const binWidth = geometry.sampleRate / geometry.fftSize;
  const edges = melEdges(features);
  return Array.from(noisePower(features), (power, band) => {
    if (edges[band + 2]! > features.fLimit) return { firstBin: 0, weights: new Float64Array() };
    const { firstBin, weights } = triangleOverBins(edges, band, binWidth);
    const emphasised = weights.map((weight, i) => {
      const bin = firstBin + i;
      return bin === 0 ? 0 : weight * emphasis(bin * binWidth);
    });
    const scale = power / emphasised.reduce((sum, weight) => sum + weight, 0);
    return belowNyquist({ firstBin, weights: emphasised.map((weight) => weight * scale) }, geometry);
  });
}
