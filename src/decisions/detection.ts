/** A sound detected from `onset` to `offset`. All times are seconds on the capturing clock. */
export interface Detection {
  /** Unique within one listening session, counting from 1. */
  readonly id: number;
  /** `genre`, `bird` or `events`; `taught` for taught sounds. */
  readonly head: string;
  /** Name of the class. */
  readonly label: string;
  /**
   * Names of the families that the class surely belongs to, from the most specific one to the most general one: for `bark` they
   * may be `dog` and `animal`. Empty if the model has no families (format version 1).
   */
  readonly families: readonly string[];
  /** Time at which the score last rose to `off` before reaching `on`, seconds. */
  readonly onset: number;
  /** End of the hop of the last active frame, seconds; null while the detection is active. */
  readonly offset: number | null;
  /** Highest smoothed score so far, 0 to 1. */
  readonly peak: number;
  /** Mean smoothed score over the active frames (bridged gaps do not count), 0 to 1. */
  readonly confidence: number;
}

/**
 * The start or the end of a detection. It starts once it has been active for the head's minimum duration. It ends once
 * the merge gap has passed.
 */
export interface DetectionChange {
  /** `start` when the detection begins, `end` when it is complete. */
  readonly phase: 'start' | 'end';
  /** The detection in its present state. */
  readonly detection: Detection;
}
