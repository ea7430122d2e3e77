import FFT from 'fft.js';
import type { FrameGeometry } from './log-mel-parameters.js';

/**
 * One-sided power spectral density of Hann-windowed frames (Welch 1967, one segment). Holds its buffers: one instance
 * serves one stream, and `compute` allocates nothing.
 */
export class PowerSpectrum {
  /** Power per Hz in bins 0 to fftSize / 2; valid after `compute`. */
  readonly density: Float64Array;
  /** The density per squared magnitude of the transform; half of it in the first and the last bin. */
  readonly scale: number;
  private readonly fft: FFT;
  private readonly hann: Float64Array;
  private readonly padded: number[];
  private readonly spectrum: number[];

  constructor({ sampleRate, window, fftSize }: FrameGeometry) {
    this.fft = new FFT(fftSize);
    // Periodic Hann: the form whose shifted copies sum to a constant.
    this.hann = Float64Array.from({ length: window }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / window));
    this.padded = new Array<number>(fftSize).fill(0);
    this.spectrum = this.fft.createComplexArray();
    this.density = new Float64Array(fftSize / 2 + 1);
    this.scale = 2 / (sampleRate * this.hann.reduce((sum, w) => sum + w * w, 0));
  }

  /** @param frame `[window]` samples, finite. */
  compute(frame: Float32Array): void {
    const { hann, padded, spectrum, density, scale } = this;
    for (let n = 0; n < hann.length; n++) padded[n] = hann[n]! * frame[n]!;
    this.fft.realTransform(spectrum, padded);
    for (let k = 0; k < density.length; k++) {
      density[k] = scale * (spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2);
    }
    // Zero and the Nyquist frequency have no mirror image to be counted with.
    density[0]! /= 2;
    density[density.length - 1]! /= 2;
  }
}
