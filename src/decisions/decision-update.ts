import type { DetectionChange } from './detection.js';

/** The scores of one step of T frames. */
export interface StepScores {
  /** Number of frames T. */
  readonly frames: number;
  /** Per head: calibrated frame scores `[T × classes]`, row-major, 0 to 1. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Per head: smoothed (sigmoid) or pooled (softmax) scores after the last frame, `[classes]`. */
  readonly smoothed: Readonly<Record<string, Float32Array>>;
  /** Per gated head: whether its gate is open after the last frame. */
  readonly gates: Readonly<Record<string, boolean>>;
}

/** The decisions on one step of T frames. */
export interface DecisionUpdate extends StepScores {
  /** In the order in which they were decided. */
  readonly changes: readonly DetectionChange[];
}
