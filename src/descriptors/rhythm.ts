/** Tempo and beats of a stretch of sound. */
export interface Rhythm {
  /** Beats per minute; 0 where no beat is found. It may be half or twice what a listener would tap. */
  readonly tempo: number;
  /** How alike onsets one beat apart are: their autocorrelation, at most 1. */
  readonly strength: number;
  /** Seconds, rising. */
  readonly beats: readonly number[];
}
