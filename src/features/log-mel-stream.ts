import { frameGeometry, frameStart, framesWithin } from './frame-geometry.js';
import { BANDS, FLOOR_POWER, type FrameGeometry } from './log-mel-parameters.js';
import { melFilterbank, type MelBand } from './mel-filterbank.js';
import { PowerSpectrum } from './power-spectrum.js';

/**
 * Told of each frame while all that was computed of it is at hand; nothing of it may be kept or changed.
 * @param samples `[window]`, finite
 * @param density power spectral density, `[fftSize / 2 + 1]`
 * @param bands log-mel, `[64]`, dB
 */
export type FrameTap = (samples: Float32Array, density: Float64Array, bands: Float32Array) => void;

/**
 * Samples in, log-mel frames out, at any of the supported sample rates and for any cutting of the input: frame i covers
 * `window` samples from sample i·hop on (rounded where 20 ms are not whole samples), counted from the first sample pushed
 * (or from the last `reset`).
 *
 * Values are dB relative to a power of 1. Samples that are not finite count as 0; beyond ±1 they are taken as they are.
 * Bands beyond half the sample rate are silent.
 */
export class LogMelStream {
  readonly geometry: FrameGeometry;
  /** Who else wants to know of the frames; nobody where left out. */
  onFrame: FrameTap | undefined;
  private readonly spectrum: PowerSpectrum;
  private readonly bands: MelBand[];
  /** The samples not yet left behind by the next frame; `[window]`. */
  private readonly pending: Float32Array;
  private filled = 0;
  private framesMade = 0;

  /** @throws PinnaError `unsupported-sample-rate` */
  constructor(sampleRate: number) {
    this.geometry = frameGeometry(sampleRate);
    this.spectrum = new PowerSpectrum(this.geometry);
    this.bands = melFilterbank(this.geometry);
    this.pending = new Float32Array(this.geometry.window);
  }

  /** What the spectral density is, per squared magnitude of the transform. */
  get scale(): number {
    return this.spectrum.scale;
  }

  /** Frames emitted since the start or the last `reset`. */
  get frameCount(): number {
    return this.framesMade;
  }

  /**
   * @param samples mono, ±1 is full scale; any length, also 0. Not kept.
   * @returns the frames that became complete, `[frames × 64]` row-major, dB; a new array.
   */
  push(samples: Float32Array): Float32Array {
    const { geometry } = this;
    const { window } = geometry;
    const end = frameStart(geometry, this.framesMade) + this.filled + samples.length;
    const frames = framesWithin(geometry, end) - this.framesMade;
    const out = new Float32Array(frames * BANDS);
    let made = 0;
    for (let taken = 0; taken < samples.length;) {
      const count = Math.min(window - this.filled, samples.length - taken);
      for (let i = 0; i < count; i++) {
        const sample = samples[taken + i]!;
        this.pending[this.filled + i] = Number.isFinite(sample) ? sample : 0;
      }
      this.filled += count;
      taken += count;
      if (this.filled === window) {
        this.emit(out.subarray(made * BANDS, (made + 1) * BANDS));
        made += 1;
        const hop = frameStart(geometry, this.framesMade + 1) - frameStart(geometry, this.framesMade);
        this.framesMade += 1;
        this.pending.copyWithin(0, hop);
        this.filled = window - hop;
      }
    }
    return out;
  }

  /** Forgets the samples of the unfinished frame: the next sample pushed is sample 0. */
  reset(): void {
    this.filled = 0;
    this.framesMade = 0;
  }

  private emit(out: Float32Array): void {
    this.spectrum.compute(this.pending);
    const { density } = this.spectrum;
    for (let band = 0; band < BANDS; band++) {
      const { firstBin, weights } = this.bands[band]!;
      let power = FLOOR_POWER;
      for (let i = 0; i < weights.length; i++) power += weights[i]! * density[firstBin + i]!;
      out[band] = 10 * Math.log10(power);
    }
    this.onFrame?.(this.pending, density, out);
  }
}
