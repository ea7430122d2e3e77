/** Data of a step's frames that are computed on request, in addition to the scores. */
export interface FrameSelection {
  /** Whether to return the frames of `LOG_MEL_64`. */
  readonly features: boolean;
  /** Whether to return descriptors. */
  readonly descriptors: boolean;
  /** Whether to return chords and key. */
  readonly harmony: boolean;
}
