/** How sure the genre of a stretch is. */
export interface GenreEstimate {
  /** The likeliest class. */
  readonly label: string;
  /** Its share of the belief, 0 to 1. */
  readonly score: number;
  /** Per class, summing to 1. */
  readonly scores: Readonly<Record<string, number>>;
  /** Entropy of `scores` over that of no knowledge at all: 0 certain, 1 every genre alike. */
  readonly uncertainty: number;
}

/** A stretch of a recording that is alike in itself. Times are seconds from its start. */
export interface Section {
  readonly from: number;
  readonly to: number;
  /** How clear the change at `from` is, 0 to 1; 0 at the recording's start. */
  readonly strength: number;
  /** Null where there is hardly any music, or the model knows no genres. */
  readonly genre: GenreEstimate | null;
}

/** How a recording is built: where its genre or its instruments change, and its genre over time. */
export interface TrackStructure {
  /** Without gaps from the start to the end. */
  readonly sections: readonly Section[];
  /** Of the whole recording; null as in a section. */
  readonly genre: GenreEstimate | null;
  /**
   * Genre every two seconds, of the two seconds before and after each moment's beginning; null as in a section. An hour
   * has a moment every four seconds, two hours every eight, and so on.
   */
  readonly course: readonly { readonly time: number; readonly genre: GenreEstimate | null }[];
}
