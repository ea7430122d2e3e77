/** What is known about how well a fader was learnt. */
export interface FaderFigures {
  /** Number of examples. */
  readonly examples: number;
  /**
   * Spearman's ρ between the given values and those that were predicted while the example was left out, −1 to 1; null if it is
   * undefined: with fewer than four recordings, or if all predictions are equal.
   */
  readonly correlation: number | null;
}

/** A fader: a number from 0 to 1 that the user has taught, such as "energy" or "how close is the drill". */
export interface TaughtFader {
  /** Its name. */
  readonly name: string;
  /** Weights of the normalised embedding, `[size]`. */
  readonly weights: Float32Array;
  /** Weights of the frame descriptors, `[FRAME_DESCRIPTORS.length]`. */
  readonly descriptors: Float32Array;
  /** Added to the weighted sum. */
  readonly bias: number;
  /** How well it was learnt. */
  readonly figures: FaderFigures;
}

/** Most faders at once. */
export const MOST_FADERS = 8;

/** Returns the name of the CSS custom property of a fader: `--pinna-fader-` and its name, with `-` for all but letters and digits. */
export const faderProperty = (name: string): string =>
  `--pinna-fader-${name.toLowerCase().replaceAll(/[^\p{L}\p{N}_]+/gu, '-')}`;
