/** Data of a step's frames that are computed on request, in addition to the scores. */
export interface FrameSelection {
  /** Whether to return the frames of `LOG_MEL_64`. */
  readonly features: boolean;
  /** Whether to return descriptors. */
  readonly descriptors: boolean;
  /** Whether to return chords and key. */
  readonly harmony: boolean;
}

/** Data of live sound that are computed on request. */
export interface LiveSelection extends FrameSelection {
  /** Whether to return normalised embeddings. */
  readonly embedding: boolean;
}
