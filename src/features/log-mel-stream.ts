import { bandValue } from './band-value.js';
import { emphasisedFilterbank } from './emphasised-filterbank.js';
import { FrameCutter } from './frame-cutter.js';
import { frameGeometry } from './frame-geometry.js';
import { LOG_MEL_64, type FeatureGeometry, type FrameGeometry } from './log-mel-parameters.js';
import { melFilterbank, type MelBand } from './mel-filterbank.js';
import { PowerSpectrum } from './power-spectrum.js';

/**
 * Receives each frame as it is computed. The arrays are reused: copy them to keep them, and do not change them.
 * @param samples `[window]`, finite
 * @param density power spectral density: `[fftSize / 2 + 1]`, or the lowest bins that the bands of `emphasised-log-mel` use
 * @param bands log-mel, `[bands]`
 */
export type FrameTap = (samples: Float32Array, density: Float64Array, bands: Float32Array) => void;

/**
 * Converts samples to log-mel frames at any supported sample rate. The way the input is cut does not change the frames.
 *
 * Frame i covers `window` samples from sample i·hop, rounded to a whole sample. Sample 0 is the first one pushed since
 * the start or the last `reset`. Values are dB relative to a power of 1; the values of `emphasised-log-mel` are defined in
 * `models/FORMAT.md`. Non-finite samples count as 0. Samples beyond ±1 are not clipped. Bands above half the sample rate are
 * silent.
 */
export class LogMelStream {
  /** Geometry of the frames at this sample rate. */
  readonly geometry: FrameGeometry;
  /** Optional receiver of each frame, for example the descriptors. */
  onFrame: FrameTap | undefined;
  readonly #spectrum: PowerSpectrum;
  readonly #bands: MelBand[];
  readonly #cutter: FrameCutter;

  /** @throws PinnaError `unsupported-sample-rate` */
  constructor(sampleRate: number, features: FeatureGeometry = LOG_MEL_64) {
    this.geometry = frameGeometry(sampleRate, features);
    const isEmphasised = features.type === 'emphasised-log-mel';
    this.#bands = isEmphasised ? emphasisedFilterbank(this.geometry, features) : melFilterbank(this.geometry);
    const usedBins = Math.max(
      ...this.#bands.map(({ firstBin, weights }) => (weights.length > 0 ? firstBin + weights.length : 0)),
    );
    this.#spectrum = new PowerSpectrum(this.geometry, isEmphasised ? usedBins : undefined);
    this.#cutter = new FrameCutter(this.geometry);
  }

  /** Factor from the squared magnitude of the transform to the spectral density. */
  get scale(): number {
    return this.#spectrum.scale;
  }

  /** Index of the next frame: frames emitted since the start or the last `reset`, and those that `seek` left out. */
  get frameCount(): number {
    return this.#cutter.frameCount;
  }

  /**
   * Adds samples and returns the frames that they complete.
   * @param samples mono, ±1 is full scale; any length, including 0; not kept
   * @returns `[frames × bands]` row-major; a new array
   */
  push(samples: Float32Array): Float32Array {
    const { bands } = this.geometry.features;
    const out = new Float32Array(this.#cutter.framesAfter(samples.length) * bands);
    let made = 0;
    this.#cutter.push(samples, (frame) => {
      this.#emit(frame, out.subarray(made * bands, (made + 1) * bands));
      made += 1;
    });
    return out;
  }

  /** Discards the samples of the unfinished frame. The next sample pushed is sample 0. */
  reset(): void {
    this.seek(0);
  }

  /**
   * Begins within a stream: the next sample pushed is sample `position`. Leaves out the frames that begin before it; all others
   * are those of the whole stream.
   */
  seek(position: number): void {
    this.#cutter.seek(position);
  }

  #emit(frame: Float32Array, out: Float32Array): void {
    this.#spectrum.compute(frame);
    const { density } = this.#spectrum;
    const { features } = this.geometry;
    for (let band = 0; band < out.length; band++) {
      const { firstBin, weights } = this.#bands[band]!;
      let power = features.floorPower;
      for (let i = 0; i < weights.length; i++) power += weights[i]! * density[firstBin + i]!;
      out[band] = bandValue(power, features);
    }
    this.onFrame?.(frame, density, out);
  }
}
