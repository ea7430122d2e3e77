/** One sound that was heard from `onset` to `offset`. All times are seconds on the capturing clock. */
export interface Detection {
  /** Unique within one listening session, counting from 1. */
  readonly id: number;
  /** `genre`, `bird` or `events`. */
  readonly head: string;
  readonly label: string;
  /** Where its score last came up to `off` before it reached `on`, seconds. */
  readonly onset: number;
  /** Time after its last frame, seconds; null while it goes on. */
  readonly offset: number | null;
  /** Highest smoothed score so far, 0 to 1. */
  readonly peak: number;
  /** Mean smoothed score over its frames that were on (bridged gaps do not count), 0 to 1. */
  readonly confidence: number;
}

/** A detection begins (it has lasted its head's minimum duration) or has ended (its merge gap has passed). */
export interface DetectionChange {
  readonly phase: 'start' | 'end';
  readonly detection: Detection;
}
