import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { bandPower, valuePerDecibel } from './band-power.js';

/** Names of the frame descriptors, in their order in memory and in files. */
export const FRAME_DESCRIPTORS = ['level', 'centroid', 'flatness', 'rise'] as const;

const COUNT = FRAME_DESCRIPTORS.length;
/**
 * About a third of the standard deviation over everyday sounds: dB, share of the bands, dB, dB. Ridge regression punishes a large weight, so a
 * descriptor counts about as much as nine values of the embedding.
 */
const UNITS = [4, 0.05, 2, 0.5] as const;

/**
 * Computes descriptors of a network's frames, one row for each row of the embedding. The embedding hardly depends on the level, so
 * it lacks what "loud", "close" or "bright" mean. They come from the frames and not from the samples, since teaching keeps no samples. Pure.
 */
export class RowDescriber {
  readonly #features: FeatureGeometry;
  /** Values of the previous frame; empty before the first one. */
  #before: Float32Array = new Float32Array();

  constructor(features: FeatureGeometry) {
    this.#features = features;
  }

  /**
   * Describes consecutive rows.
   *
   * @param frames `[rows × framesPerRow × bands]`, row-major, in the network's geometry, directly after the last ones
   * @returns `[rows × FRAME_DESCRIPTORS.length]`, row-major: level, centre of the power over the bands, spectral flatness and mean rise of
   *   the bands, each a mean over the row's frames, in units that vary about equally
   */
  push(frames: Float32Array, rows: number): Float32Array {
    const { bands } = this.#features;
    const framesPerRow = frames.length / bands / Math.max(1, rows);
    const described = new Float32Array(rows * COUNT);
    for (let row = 0; row < rows; row++) {
      const sums = described.subarray(row * COUNT, (row + 1) * COUNT);
      for (let i = 0; i < framesPerRow; i++) {
        const first = (row * framesPerRow + i) * bands;
        this.#add(frames.subarray(first, first + bands), sums);
      }
      for (let d = 0; d < COUNT; d++) sums[d]! /= framesPerRow * UNITS[d]!;
    }
    return described;
  }

  /** Compares the next frame with the previous one of another describer of the same geometry. */
  continueFrom(before: RowDescriber): void {
    this.#before = before.#before.slice();
  }

  /** Compares the next frame with no previous one. */
  reset(): void {
    this.#before = new Float32Array();
  }

  #add(frame: Float32Array, sums: Float32Array): void {
    const { floorPower, bands } = this.#features;
    const decibel = valuePerDecibel(this.#features);
    const isFirst = this.#before.length === 0;
    let [power, moment, decibels, rise] = [0, 0, 0, 0];
    for (let band = 0; band < bands; band++) {
      const value = frame[band]!;
      const inBand = bandPower(value, this.#features) + floorPower;
      power += inBand;
      moment += band * inBand;
      decibels += 10 * Math.log10(inBand);
      if (!isFirst) rise += Math.max(0, value - this.#before[band]!) / decibel;
    }
    sums[0]! += 10 * Math.log10(power);
    sums[1]! += moment / power / bands;
    sums[2]! += decibels / bands - 10 * Math.log10(power / bands);
    sums[3]! += rise / bands;
    if (isFirst) this.#before = frame.slice();
    else this.#before.set(frame);
  }
}
