/** Genre of a stretch and its uncertainty. */
export interface GenreEstimate {
  /** The most likely class. */
  readonly label: string;
  /** Probability of that class, 0 to 1. */
  readonly score: number;
  /** Probability per class, summing to 1. */
  readonly scores: Readonly<Record<string, number>>;
  /** Entropy of `scores` relative to a uniform distribution: 0 certain, 1 all genres equally likely. */
  readonly uncertainty: number;
}

/** A uniform stretch of a recording. Times are seconds from the recording's start. */
export interface Section {
  /** Start, seconds. */
  readonly from: number;
  /** End, seconds. */
  readonly to: number;
  /** How clear the change at `from` is, 0 to 1; 0 at the recording's start. */
  readonly strength: number;
  /** Null where there is hardly any music, or if the model has no genre head. */
  readonly genre: GenreEstimate | null;
}

/** Structure of a recording: where its genre or its instruments change, and its genre over time. */
export interface TrackStructure {
  /** Contiguous, from the start to the end. */
  readonly sections: readonly Section[];
  /** Genre of the whole recording; null as in a section. */
  readonly genre: GenreEstimate | null;
  /**
   * Genre every two seconds, each over the two seconds before and after its `time`; null as in a section. Both lengths
   * double when the recording reaches one hour, two hours, four hours and so on.
   */
  readonly course: readonly { readonly time: number; readonly genre: GenreEstimate | null }[];
}
