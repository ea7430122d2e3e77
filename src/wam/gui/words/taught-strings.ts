/** Texts of the taught sounds and faders in the plugin's view. Numbers are passed as text, already formatted for the language. */
export interface TaughtStrings {
  /** Title of the section. */
  readonly title: string;
  /** What taught sounds are, and what they are not for. */
  readonly help: string;
  /** Label of the status of teaching for screen readers. */
  readonly teach: string;
  /** What to do to teach a sound. */
  readonly teachHelp: string;
  /** Label of the name of a new sound. */
  readonly name: string;
  /** Label of the note of a new sound. */
  readonly note: string;
  /** Button that begins to record takes. */
  readonly record: string;
  /** Button that ends the recording and learns. */
  readonly learn: string;
  /** Button that ends the recording without learning. */
  readonly cancel: string;
  /** Number of takes so far. */
  readonly takes: (count: number, text: string) => string;
  /** Status while it learns. */
  readonly learning: string;
  /** Status after it has learnt a sound. */
  readonly learnt: (name: string) => string;
  /** How many examples were found when they were left out of the learning. */
  readonly found: (found: string, examples: string) => string;
  /** How well a fader predicts left-out examples, by Spearman's ρ. */
  readonly correlation: (value: string) => string;
  /** Text for a fader whose correlation is unknown. */
  readonly noCorrelation: string;
  /** Label of the field that holds the name of a taught sound or a fader, and renames it. */
  readonly nameOf: (name: string) => string;
  /** Button that removes a taught sound or a fader. */
  readonly remove: string;
  /** Label of that button for screen readers. */
  readonly removeOf: (name: string) => string;
  /** Button that opens a file of taught sounds. */
  readonly open: string;
  /** Button that saves the taught sounds as a file. */
  readonly save: string;
  /** Name of the saved file, without its extension. */
  readonly fileName: string;
}
