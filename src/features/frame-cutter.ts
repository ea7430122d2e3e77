import { frameStart, framesWithin } from './frame-geometry.js';
import type { FrameGeometry } from './log-mel-parameters.js';

/**
 * Cuts samples that arrive in pieces of any length into frames that may overlap. The way the input is cut does not change the
 * frames. Pure.
 *
 * Frame i covers `window` samples from sample i·hop, rounded to a whole sample. Sample 0 is the first one pushed since the start
 * or the last `seek(0)`. Non-finite samples count as 0.
 */
export class FrameCutter {
  readonly #geometry: FrameGeometry;
  /** Newest samples, for the next frame; `[window]`. */
  readonly #pending: Float32Array;
  /** Number of those samples that have arrived. Below 0: number of samples to skip, negative. */
  #filled = 0;
  #framesMade = 0;

  constructor(geometry: FrameGeometry) {
    this.#geometry = geometry;
    this.#pending = new Float32Array(geometry.window);
  }

  /** Index of the next frame: frames cut since the start or the last `seek`, and those that `seek` left out. */
  get frameCount(): number {
    return this.#framesMade;
  }

  /** Returns the number of frames that `samples` more samples would complete. */
  framesAfter(samples: number): number {
    const end = frameStart(this.#geometry, this.#framesMade) + this.#filled + samples;
    return Math.max(0, framesWithin(this.#geometry, end) - this.#framesMade);
  }

  /**
   * Adds samples.
   * @param samples mono; any length, including 0; not kept
   * @param onFrame receives each frame that they complete, `[window]`. The array is reused.
   */
  push(samples: Float32Array, onFrame: (frame: Float32Array) => void): void {
    const geometry = this.#geometry;
    const { window } = geometry;
    const skipped = Math.min(samples.length, Math.max(0, -this.#filled));
    this.#filled += skipped;
    for (let consumed = skipped; consumed < samples.length;) {
      const count = Math.min(window - this.#filled, samples.length - consumed);
      for (let i = 0; i < count; i++) {
        const sample = samples[consumed + i]!;
        this.#pending[this.#filled + i] = Number.isFinite(sample) ? sample : 0;
      }
      this.#filled += count;
      consumed += count;
      if (this.#filled === window) {
        onFrame(this.#pending);
        const hop = frameStart(geometry, this.#framesMade + 1) - frameStart(geometry, this.#framesMade);
        this.#framesMade += 1;
        this.#pending.copyWithin(0, hop);
        this.#filled = window - hop;
      }
    }
  }

  /**
   * Begins within a stream: the next sample pushed is sample `position`. Leaves out the frames that begin before it; all others
   * are those of the whole stream.
   */
  seek(position: number): void {
    const geometry = this.#geometry;
    this.#framesMade = framesWithin(geometry, position + geometry.window - 1);
    this.#filled = position - frameStart(geometry, this.#framesMade);
  }
}
