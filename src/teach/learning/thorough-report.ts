/** How well a way of learning does on examples and other sounds that were left out of it. */
export interface LeftOutFigures {
  /** Calibrated loss, both sides counting half; lower is better. */
  readonly loss: number;
  /** Number of left-out examples that were found. */
  readonly found: number;
}

/** What thorough learning of a sound brought. */
export interface ThoroughReport {
  /**
   * Whether the layer is used. It is, if the loss of left-out examples and other sounds falls by more than twice the standard error of
   * the difference, and no fewer examples are found.
   */
  readonly isKept: boolean;
  /** The head that reads the frozen network only. */
  readonly frozen: LeftOutFigures;
  /** The head with the trained layer. The number of steps for each left-out part is chosen on the other parts. */
  readonly trained: LeftOutFigures;
  /** Standard error of the difference of the two losses. */
  readonly error: number;
  /** Number of steps with the lowest loss on what was left out; 0 if the start was best. */
  readonly steps: number;
  /** Mean loss on what was learnt from, at the start and after each step. */
  readonly learning: readonly number[];
  /** Mean loss on what was left out, at the start and after each step. */
  readonly leftOut: readonly number[];
}
