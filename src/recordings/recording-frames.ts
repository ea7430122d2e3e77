import { emptyDescriptors, SCALAR_DESCRIPTORS, type Descriptors } from '../descriptors/descriptors.js';
import type { FrameSelection } from '../engine/frame-selection.js';
import { BANDS } from '../features/log-mel-parameters.js';
import { framesPerRow } from '../features/rows.js';
import type { RecordingStep, ModelInfo } from '../worker/contract.js';

/** Collects the scores and frames of a recording from its steps, in arrays that have their full length from the start. */
export class RecordingFrames {
  /** Per head: scores `[rows × classes]`, row-major. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Log-mel frames of all rows, `[frames × 64]`, row-major, dB; undefined unless requested. */
  readonly features: Float32Array | undefined;
  /** Per fader its values of all rows, `[rows]`; undefined without faders. */
  readonly faders: Readonly<Record<string, Float32Array>> | undefined;
  /** Undefined unless requested. */
  readonly descriptors: Descriptors | undefined;
  readonly #beats: number[] = [];
  readonly #framesPerRow: number;
  /** Number of rows so far. */
  #rows = 0;

  /**
   * @param rows number of rows of the whole recording
   * @param faders names of the faders
   */
  constructor(
    rows: number,
    { heads, rowSeconds }: ModelInfo,
    selection: FrameSelection,
    faders: readonly string[] = [],
  ) {
    this.#framesPerRow = framesPerRow(rowSeconds);
    const frames = rows * this.#framesPerRow;
    this.scores = Object.fromEntries(heads.map(({ name, classes }) => [name, new Float32Array(rows * classes.length)]));
    this.features = selection.features ? new Float32Array(frames * BANDS) : undefined;
    if (faders.length > 0) this.faders = Object.fromEntries(faders.map((name) => [name, new Float32Array(rows)]));
    if (selection.descriptors) {
      const { scalars, ...rest } = emptyDescriptors(frames);
      this.descriptors = { frames, ...scalars, ...rest, beats: this.#beats };
    }
  }

  add(steps: readonly RecordingStep[]): void {
    for (const { frames: rows, scores, faders, features, descriptors } of steps) {
      const first = this.#rows * this.#framesPerRow;
      for (const [head, values] of Object.entries(scores)) {
        this.scores[head]?.set(values, this.#rows * (values.length / rows));
      }
      for (const [name, values] of Object.entries(faders ?? {})) this.faders?.[name]?.set(values, this.#rows);
      if (features) this.features?.set(features, first * BANDS);
      if (descriptors && this.descriptors) {
        for (const name of [...SCALAR_DESCRIPTORS, 'mfcc', 'chroma', 'tempo'] as const)
          this.descriptors[name].set(descriptors[name], first * (descriptors[name].length / descriptors.frames));
        this.#beats.push(...descriptors.beats);
      }
      this.#rows += rows;
    }
  }
}
