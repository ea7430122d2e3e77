import type { ClipStep, ModelInfo } from './worker/protocol';

/** A recording's frames, put together from its steps in arrays that have their full length from the start. */
export class ClipFrames {
  /** Per head `[frames × classes]`. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Log-mel `[frames × bands]`, dB; undefined unless wanted. */
  readonly features: Float32Array | undefined;
  private count = 0;

  constructor(frames: number, { heads, bands }: ModelInfo, wantsFeatures: boolean) {
    this.scores = Object.fromEntries(
      heads.map(({ name, classes }) => [name, new Float32Array(frames * classes.length)]),
    );
    this.features = wantsFeatures ? new Float32Array(frames * bands) : undefined;
  }

  add(steps: readonly ClipStep[]): void {
    for (const { frames, scores, features } of steps) {
      for (const [head, rows] of Object.entries(scores)) {
        this.scores[head]?.set(rows, this.count * (rows.length / frames));
      }
      if (features) this.features?.set(features, this.count * (features.length / frames));
      this.count += frames;
    }
  }
}
