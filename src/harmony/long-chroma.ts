import { FrameCutter } from '../features/frame-cutter.js';
import { frameGeometry } from '../features/frame-geometry.js';
import { LOG_MEL_64, type FrameGeometry } from '../features/log-mel-parameters.js';
import { PowerSpectrum } from '../features/power-spectrum.js';

/**
 * Length of a column's window, seconds. From 100 Hz on, its spectrum locates a single tone to less than half a semitone. Two tones
 * at once a semitone apart have separate peaks from 180 Hz on.
 */
export const COLUMN_WINDOW = 0.19;
/** Distance between columns, seconds. */
export const COLUMN_HOP = 0.1;
/** Values of a column for each semitone. */
export const BINS_PER_SEMITONE = 5;
/** Values of a column: an octave in steps of 20 cents, from C for A4 = 440 Hz. */
export const COLUMN_BINS = 12 * BINS_PER_SEMITONE;

/** Lowest and highest frequency of a peak, Hz. */
export const LOWEST_PEAK = 95;
export const HIGHEST_PEAK = 2000;
/** Frequency of C0 for A4 = 440 Hz, Hz. */
const C0 = 440 * 2 ** (-57 / 12);
/** Power of the weakest peak that counts, relative to full scale. */
const MIN_POWER = 1e-8;
/** Power of the weakest peak that counts, relative to the column's strongest. */
const MIN_RELATIVE = 1e-4;
/** A peak must rise above the mean magnitude within this distance, Hz, by this factor. */
const NEIGHBOURHOOD = 60;
const MIN_RISE = 2;
/**
 * Computes a chroma that separates semitones, from a transform of about 190 ms: the strength of each pitch class in steps of 20 cents.
 * Column i covers the samples from `i · COLUMN_HOP` on, `COLUMN_WINDOW` long. The way the input is cut does not change the columns.
 *
 * Only peaks of the spectrum count, at their frequency between bins (Gómez 2006, "Tonal description of music audio signals",
 * section 3). A peak adds the square root of its amplitude to its pitch class, so that the loudest tone does not hide the others.
 * Pure.
 */
export class LongChroma {
  readonly #geometry: FrameGeometry;
  readonly #cutter: FrameCutter;
  readonly #spectrum: PowerSpectrum;
  readonly #magnitudes: Float64Array;
  readonly #binWidth: number;
  /** Factor from the spectral density at a tone's peak to the tone's power. */
  readonly #tonePower: number;

  /** @throws PinnaError `unsupported-sample-rate` */
  constructor(sampleRate: number) {
    this.#geometry = columnGeometry(sampleRate);
    this.#cutter = new FrameCutter(this.#geometry);
    const { fftSize, window } = this.#geometry;
    this.#binWidth = sampleRate / fftSize;
    const bins = Math.min(fftSize / 2, Math.ceil((HIGHEST_PEAK + 2 * NEIGHBOURHOOD) / this.#binWidth)) + 1;
    this.#spectrum = new PowerSpectrum(this.#geometry, bins);
    this.#magnitudes = new Float64Array(bins);
    // A Hann window's equivalent noise bandwidth is 1.5 bins of a transform without zero padding.
    this.#tonePower = (1.5 * sampleRate) / window;
  }

  /** Number of columns since the start or the last `reset`. */
  get count(): number {
    return this.#cutter.frameCount;
  }

  /**
   * Adds samples and returns the columns that they complete.
   *
   * @param samples mono, ±1 is full scale; any length; not kept
   * @returns `[columns × 60]`, row-major, values from 0; a new array
   */
  push(samples: Float32Array): Float32Array {
    const out = new Float32Array(this.#cutter.framesAfter(samples.length) * COLUMN_BINS);
    let made = 0;
    this.#cutter.push(samples, (frame) => {
      this.#spectrum.compute(frame);
      this.#addPeaks(out.subarray(made * COLUMN_BINS, (made + 1) * COLUMN_BINS));
      made += 1;
    });
    return out;
  }

  /** Discards the unfinished column. The next sample pushed is sample 0. */
  reset(): void {
    this.#cutter.seek(0);
  }

  #addPeaks(column: Float32Array): void {
    const magnitudes = this.#magnitudes;
    const { density } = this.#spectrum;
    let strongest = 0;
    for (let k = 0; k < density.length; k++) {
      magnitudes[k] = Math.sqrt(density[k]! * this.#tonePower);
      if (k * this.#binWidth >= LOWEST_PEAK) strongest = Math.max(strongest, magnitudes[k]!);
    }
    const floor = Math.sqrt(Math.max(MIN_POWER, MIN_RELATIVE * strongest ** 2));
    const half = Math.round(NEIGHBOURHOOD / this.#binWidth);
    let sum = 0;
    let [summedFrom, summedTo] = [0, 0];
    const last = Math.min(density.length - 2, Math.floor(HIGHEST_PEAK / this.#binWidth));
    for (let k = Math.max(1, Math.ceil(LOWEST_PEAK / this.#binWidth)); k <= last; k++) {
      for (; summedTo < Math.min(density.length, k + half + 1); summedTo++) sum += magnitudes[summedTo]!;
      for (; summedFrom < k - half; summedFrom++) sum -= magnitudes[summedFrom]!;
      const height = magnitudes[k]!;
      if (height < floor || height < magnitudes[k - 1]! || height <= magnitudes[k + 1]!) continue;
      if (height * (summedTo - summedFrom) < MIN_RISE * sum) continue;
      addTone(column, (k + peakOffset(magnitudes, k)) * this.#binWidth, Math.sqrt(height));
    }
  }
}

/** Returns the geometry of a column: the transform is the shortest power of two that holds the window. */
function columnGeometry(sampleRate: number): FrameGeometry {
  const features = { ...LOG_MEL_64, windowSeconds: COLUMN_WINDOW, hopSeconds: COLUMN_HOP };
  const geometry = frameGeometry(sampleRate, features);
  return { ...geometry, fftSize: 2 ** Math.ceil(Math.log2(geometry.window)) };
}

/** Returns the place of a peak between bins, −0.5 to 0.5: the vertex of a parabola through the logarithms. */
function peakOffset(magnitudes: Float64Array, k: number): number {
  const [left, middle, right] = [k - 1, k, k + 1].map((at) => Math.log(magnitudes[at]! + 1e-12)) as [
    number,
    number,
    number,
  ];
  const curve = left - 2 * middle + right;
  return curve < 0 ? Math.min(0.5, Math.max(-0.5, (0.5 * (left - right)) / curve)) : 0;
}

/** Adds a tone to its pitch class, divided between the two nearest bins. */
function addTone(column: Float32Array, frequency: number, strength: number): void {
  const place = COLUMN_BINS * (Math.log2(frequency / C0) + 1);
  const lower = Math.floor(place);
  const share = place - lower;
  column[lower % COLUMN_BINS]! += strength * (1 - share);
  column[(lower + 1) % COLUMN_BINS]! += strength * share;
}
