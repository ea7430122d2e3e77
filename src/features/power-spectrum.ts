import FFT from 'fft.js';
import type { FrameGeometry } from './log-mel-parameters.js';

/**
 * Computes the one-sided power spectral density of Hann-windowed frames (Welch 1967, one segment). Owns its buffers: use
 * one instance per stream. `compute` allocates nothing.
 */
export class PowerSpectrum {
  /** Power per Hz in bins 0 to fftSize / 2; valid after `compute`. */
  readonly density: Float64Array;
  /** Factor from the transform's squared magnitude to `density`. For the first and the last bin, half of it applies. */
  readonly scale: number;
  readonly #fft: FFT;
  readonly #hann: Float64Array;
  readonly #padded: number[];
  readonly #spectrum: number[];

  constructor({ sampleRate, window, fftSize }: FrameGeometry) {
    this.#fft = new FFT(fftSize);
    // Periodic Hann: the form whose shifted copies sum to a constant.
    this.#hann = Float64Array.from({ length: window }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / window));
    this.#padded = new Array<number>(fftSize).fill(0);
    this.#spectrum = this.#fft.createComplexArray();
    this.density = new Float64Array(fftSize / 2 + 1);
    this.scale = 2 / (sampleRate * this.#hann.reduce((sum, w) => sum + w * w, 0));
  }

  /** Computes `density` of one frame. @param frame `[window]` samples, finite */
  compute(frame: Float32Array): void {
    const { density, scale } = this;
    const [hann, padded, spectrum] = [this.#hann, this.#padded, this.#spectrum];
    for (let n = 0; n < hann.length; n++) padded[n] = hann[n]! * frame[n]!;
    this.#fft.realTransform(spectrum, padded);
    for (let k = 0; k < density.length; k++) {
      density[k] = scale * (spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2);
    }
    // Bins at 0 Hz and the Nyquist frequency have no mirror image.
    density[0]! /= 2;
    density[density.length - 1]! /= 2;
  }
}
