import { BANDS, type FrameGeometry } from '../features/log-mel-parameters.js';
import { chromaFilterbank, type PitchClass } from './chroma-filterbank.js';
import { CHROMA_COUNT, MFCC_COUNT, SCALAR_DESCRIPTORS } from './descriptors.js';
import { onsetStrength } from './onset-strength.js';

/** Index of the first MFCC in a frame's row. */
export const MFCC_START = SCALAR_DESCRIPTORS.length;
/** Index of the first chroma value in a frame's row. */
export const CHROMA_START = MFCC_START + MFCC_COUNT;
/** Number of values in a frame's row: the scalars, then MFCCs, then chroma. */
export const ROW = CHROMA_START + CHROMA_COUNT;

/** Lower limit of a bin's power in the flatness, for an unscaled transform: librosa's `amin`. */
const MIN_POWER = 1e-10;
/** Samples from −1e-10 up count as positive in the zero-crossing rate. */
const SIGN_TOLERANCE = 1e-10;
/** Share of the magnitude that lies below the roll-off frequency. */
const ROLL_OFF = 0.85;

/** Orthonormal DCT-II, `[20 × 64]`. */
const DCT = Float64Array.from({ length: MFCC_COUNT * BANDS }, (_, i) => {
  const [row, band] = [Math.floor(i / BANDS), i % BANDS];
  return Math.sqrt((row === 0 ? 1 : 2) / BANDS) * Math.cos((Math.PI * row * (band + 0.5)) / BANDS);
});

/**
 * Computes the descriptors of successive frames from the log-mel stream's intermediate results: samples, spectrum,
 * bands. Pure.
 */
export class FrameDescriber {
  readonly #chroma: readonly PitchClass[];
  readonly #binWidth: number;
  /** Magnitudes of this frame and of the previous one, `[fftSize / 2 + 1]`. */
  #magnitudes: Float64Array;
  #before: Float64Array;
  /** Power of the previous frame; 0 if there is none. */
  #powerBefore = 0;
  readonly #bandsBefore = new Float32Array(BANDS);
  #hasBefore = false;
  /** Squared magnitudes of this frame. */
  readonly #powers: Float64Array;
  readonly #pitchPower = new Float64Array(CHROMA_COUNT);
  readonly #unscale: number;

  /** @param scale of the power spectral density, as in `PowerSpectrum` */
  constructor(geometry: FrameGeometry, scale: number) {
    this.#unscale = 1 / scale;
    this.#powers = new Float64Array(geometry.fftSize / 2 + 1);
    this.#chroma = chromaFilterbank(geometry);
    this.#binWidth = geometry.sampleRate / geometry.fftSize;
    this.#magnitudes = new Float64Array(geometry.fftSize / 2 + 1);
    this.#before = new Float64Array(geometry.fftSize / 2 + 1);
  }

  /**
   * Computes the descriptors of one frame.
   *
   * @param samples `[window]`
   * @param density power spectral density, `[fftSize / 2 + 1]`
   * @param bands log-mel, `[64]`, dB
   * @param row receives the values, `[ROW]`
   */
  describe(samples: Float32Array, density: Float64Array, bands: Float32Array, row: Float32Array): void {
    this.#describeSamples(samples, row);
    this.#describeSpectrum(density, row);
    this.#describeBands(bands, row);
    this.#hasBefore = true;
  }

  /** Compares the next frame with no previous one. */
  reset(): void {
    this.#hasBefore = false;
    this.#powerBefore = 0;
  }

  #describeSamples(samples: Float32Array, row: Float32Array): void {
    let squares = 0;
    let peak = 0;
    let crossings = 0;
    let wasNegative = samples[0]! < -SIGN_TOLERANCE;
    for (let n = 0; n < samples.length; n++) {
      const sample = samples[n]!;
      squares += sample * sample;
      const size = Math.abs(sample);
      if (size > peak) peak = size;
      const isNegative = sample < -SIGN_TOLERANCE;
      if (isNegative !== wasNegative) crossings += 1;
      wasNegative = isNegative;
    }
    row[0] = Math.sqrt(squares / samples.length);
    row[1] = peak;
    row[2] = crossings / samples.length;
  }

  #describeSpectrum(density: Float64Array, row: Float32Array): void {
    const magnitudes = this.#magnitudes;
    const before = this.#before;
    const binWidth = this.#binWidth;
    const powers = this.#powers;
    const unscale = this.#unscale;
    const last = density.length - 1;
    let [sum, first, second, total, floored, dot, logarithms, product] = [0, 0, 0, 0, 0, 0, 0, 1];
    for (let k = 0; k <= last; k++) {
      // Power of the unscaled transform. A one-sided density halves the bins at 0 Hz and at the Nyquist frequency.
      const power = density[k]! * (k === 0 || k === last ? 2 * unscale : unscale);
      powers[k] = power;
      const magnitude = Math.sqrt(power);
      magnitudes[k] = magnitude;
      sum += magnitude;
      first += k * magnitude;
      second += k * k * magnitude;
      total += power;
      dot += magnitude * before[k]!;
      // One logarithm serves many bins.
      const limited = Math.max(power, MIN_POWER);
      floored += limited;
      product *= limited;
      if (product < 1e-200 || product > 1e200) {
        logarithms += Math.log(product);
        product = 1;
      }
    }
    const bins = density.length;
    const centroid = sum > 0 ? first / sum : 0;
    row[3] = centroid * binWidth;
    row[4] = sum > 0 ? Math.sqrt(Math.max(0, second / sum - centroid ** 2)) * binWidth : 0;
    row[5] = this.#rollOff(sum) * binWidth;
    row[6] = Math.exp((logarithms + Math.log(product)) / bins) / (floored / bins);
    row[7] = this.#flux(total, dot);
    this.#describePitch(row);
    this.#powerBefore = total;
    [this.#magnitudes, this.#before] = [before, magnitudes];
  }

  #describePitch(row: Float32Array): void {
    const chroma = this.#chroma;
    const powers = this.#powers;
    const pitchPower = this.#pitchPower;
    let strongest = 0;
    for (let c = 0; c < CHROMA_COUNT; c++) {
      const { bins, weights } = chroma[c]!;
      let power = 0;
      for (let i = 0; i < bins.length; i++) power += weights[i]! * powers[bins[i]!]!;
      pitchPower[c] = power;
      if (power > strongest) strongest = power;
    }
    for (let c = 0; c < CHROMA_COUNT; c++) row[CHROMA_START + c] = strongest > 0 ? pitchPower[c]! / strongest : 0;
  }

  #rollOff(sum: number): number {
    let below = 0;
    for (let k = 0; k < this.#magnitudes.length; k++) {
      below += this.#magnitudes[k]!;
      if (below >= ROLL_OFF * sum) return k;
    }
    return this.#magnitudes.length - 1;
  }

  #flux(power: number, dot: number): number {
    if (!this.#hasBefore) return 0;
    const ends = Number(power > 0) + Number(this.#powerBefore > 0);
    return ends < 2 ? ends : Math.max(0, 2 - (2 * dot) / Math.sqrt(power) / Math.sqrt(this.#powerBefore));
  }

  #describeBands(bands: Float32Array, row: Float32Array): void {
    row[8] = this.#hasBefore ? onsetStrength(bands, this.#bandsBefore) : 0;
    this.#bandsBefore.set(bands);
    for (let c = 0; c < MFCC_COUNT; c++) {
      let value = 0;
      for (let band = 0; band < BANDS; band++) value += DCT[c * BANDS + band]! * bands[band]!;
      row[MFCC_START + c] = value;
    }
  }
}
