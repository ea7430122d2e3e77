import { emptyDescriptors, SCALAR_DESCRIPTORS, type Descriptors } from '../descriptors/descriptors.js';
import type { RecordingStep, ModelInfo } from '../worker/contract.js';

/** Data to collect per frame in addition to the scores. */
export interface FrameSelection {
  readonly features: boolean;
  readonly descriptors: boolean;
}

/** Collects the frames of a recording from its steps, in arrays that have their full length from the start. */
export class RecordingFrames {
  /** Per head: frame scores `[frames × classes]`, row-major. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Log-mel `[frames × bands]`, row-major, dB; undefined unless requested. */
  readonly features: Float32Array | undefined;
  /** Undefined unless requested. */
  readonly descriptors: Descriptors | undefined;
  readonly #beats: number[] = [];
  #count = 0;

  constructor(frames: number, { heads, features: { bands } }: ModelInfo, selection: FrameSelection) {
    this.scores = Object.fromEntries(
      heads.map(({ name, classes }) => [name, new Float32Array(frames * classes.length)]),
    );
    this.features = selection.features ? new Float32Array(frames * bands) : undefined;
    if (selection.descriptors) {
      const { scalars, ...rest } = emptyDescriptors(frames);
      this.descriptors = { frames, ...scalars, ...rest, beats: this.#beats };
    }
  }

  add(steps: readonly RecordingStep[]): void {
    for (const { frames, scores, features, descriptors } of steps) {
      for (const [head, rows] of Object.entries(scores)) {
        this.scores[head]?.set(rows, this.#count * (rows.length / frames));
      }
      if (features) this.features?.set(features, this.#count * (features.length / frames));
      if (descriptors && this.descriptors) {
        for (const name of [...SCALAR_DESCRIPTORS, 'mfcc', 'chroma', 'tempo'] as const)
          this.descriptors[name].set(descriptors[name], this.#count * (descriptors[name].length / frames));
        this.#beats.push(...descriptors.beats);
      }
      this.#count += frames;
    }
  }
}
