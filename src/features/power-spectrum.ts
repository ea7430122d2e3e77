import FFT from 'fft.js';
import type { FrameGeometry } from './log-mel-parameters.js';

/**
 * Computes the one-sided power spectral density of Hann-windowed frames (Welch 1967, one segment). Owns its buffers: use
 * one instance per stream. `compute` allocates nothing.
 */
export class PowerSpectrum {
  /** Power per Hz in the lowest bins; valid after `compute`. */
  readonly density: Float64Array;
  /** Factor from the transform's squared magnitude to `density`. For the first and the last bin, half of it applies. */
  readonly scale: number;
  readonly #fft: FFT;
  readonly #hann: Float64Array;
  readonly #padded: number[];
  readonly #halves: number[];
  /** Cosine and sine of 2π · bin / fftSize, `[bins]`. */
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;

  /** @param bins number of bins of `density`, from 0 Hz on; when absent, all */
  constructor({ features, sampleRate, window, fftSize }: FrameGeometry, bins = fftSize / 2 + 1) {
    this.#fft = new FFT(fftSize / 2);
    // The periodic Hann window's shifted copies sum to a constant. The trunk was trained with the symmetric one.
    const period = features.type === 'log-mel' ? window : window - 1;
    this.#hann = Float64Array.from({ length: window }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / period));
    this.#padded = new Array<number>(fftSize).fill(0);
    this.#halves = this.#fft.createComplexArray();
    this.#cosine = Float64Array.from({ length: bins }, (_, k) => Math.cos((2 * Math.PI * k) / fftSize));
    this.#sine = Float64Array.from({ length: bins }, (_, k) => Math.sin((2 * Math.PI * k) / fftSize));
    this.density = new Float64Array(bins);
    this.scale = 2 / (sampleRate * this.#hann.reduce((sum, w) => sum + w * w, 0));
  }

  /** Computes `density` of one frame. @param frame `[window]` samples, finite */
  compute(frame: Float32Array): void {
    const { density } = this;
    const [hann, padded, halves, cosine, sine] = [this.#hann, this.#padded, this.#halves, this.#cosine, this.#sine];
    for (let n = 0; n < hann.length; n++) padded[n] = hann[n]! * frame[n]!;
    // One complex transform of half the length: even samples are its real part, odd samples its imaginary part.
    this.#fft.transform(halves, padded);
    const mask = halves.length - 1;
    const quarterScale = this.scale / 4;
    for (let k = 0; k < density.length; k++) {
      const at = (2 * k) & mask;
      const mirror = -at & mask;
      // Twice the transforms of the even and of the odd samples.
      const evenRe = halves[at]! + halves[mirror]!;
      const evenIm = halves[at + 1]! - halves[mirror + 1]!;
      const oddRe = halves[at + 1]! + halves[mirror + 1]!;
      const oddIm = halves[mirror]! - halves[at]!;
      const re = evenRe + cosine[k]! * oddRe + sine[k]! * oddIm;
      const im = evenIm + cosine[k]! * oddIm - sine[k]! * oddRe;
      density[k] = quarterScale * (re * re + im * im);
    }
    // Bins at 0 Hz and the Nyquist frequency have no mirror image.
    density[0]! /= 2;
    if (2 * density.length > padded.length) density[density.length - 1]! /= 2;
  }
}
