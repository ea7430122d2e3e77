import type { HeadManifest } from '../model/manifest.js';

/** Name of the head of taught sounds. */
export const TAUGHT = 'taught';

/** Computes faders: smoothed numbers from 0 to 1, without thresholds and detections. It keeps its state from step to step. */
export interface FaderReader {
  /** Names of the faders. */
  readonly names: readonly string[];

  /**
   * Computes the values of one step of T rows.
   *
   * @param embedding `[T × width]`, row-major
   * @param frames that the network read, `[T × framesPerRow × bands]`, row-major
   * @param time of the first row, seconds; if it is not the end of the step before, frames are missing
   * @param rowSeconds distance between rows, seconds
   * @returns per fader `[T]`, 0 to 1; all arrays share one buffer
   */
  push(
    embedding: Float32Array,
    frames: Float32Array,
    time: number,
    rowSeconds: number,
  ): Readonly<Record<string, Float32Array>>;

  /**
   * Continues where other faders are: those of the same name keep their smoothed values.
   * @param before faders of the same network that are not used any more
   */
  continueFrom(before: FaderReader): void;

  /** Returns to the state before the first row. */
  reset(): void;
}

/**
 * A head that is not a part of the model: it reads the network's embedding after the network's own heads, and cannot change them.
 */
export interface EmbeddingHead {
  /** Its classes and decisions. */
  readonly manifest: HeadManifest;
  /** Faders that read the same embedding; none when absent. No other engine may use them at the same time. */
  readonly faders?: FaderReader | undefined;

  /**
   * Computes logits.
   * @param embedding `[rows × width]`, row-major
   * @returns `[rows × classes]`, row-major, finite
   */
  logits(embedding: Float32Array): Float32Array;
}
