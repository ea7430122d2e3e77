import type { DetectionChange } from './detection.js';

/** What the decisions say about one step of T frames. */
export interface DecisionUpdate {
  /** Number of frames T. */
  readonly frames: number;
  /** Per head: calibrated frame scores `[T × classes]`, row-major, 0 to 1. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Per head: smoothed (sigmoid) or pooled (softmax) scores after the last frame, `[classes]`. */
  readonly smoothed: Readonly<Record<string, Float32Array>>;
  /** Per gated head: whether its gate is open after the last frame. */
  readonly gates: Readonly<Record<string, boolean>>;
  /** In the order in which they were decided. */
  readonly changes: readonly DetectionChange[];
}
