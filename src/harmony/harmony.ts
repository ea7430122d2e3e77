/** A chord over a span of time, seconds. */
export interface ChordSpan {
  /** Start. */
  readonly from: number;
  /** End. */
  readonly to: number;
  /** "C:maj", "A:min", or "N" for no chord (syntax of Harte et al. 2005). */
  readonly label: string;
  /** Likeness of the chroma to the chord's template, 0 to 1. It is not a probability. */
  readonly fit: number;
}

/** A key and how well it fits. */
export interface EstimatedKey {
  /** "C:maj" or "A:min". */
  readonly label: string;
  /** Correlation of the chroma with the key's profile, 0 to 1. It is not a probability. */
  readonly fit: number;
}

/** Chords, key and tuning of a recording. The methods are simple: templates and profiles, without training. */
export interface Harmony {
  /** Contiguous, from the start to the end. */
  readonly chords: readonly ChordSpan[];
  /** Key of the whole recording; null without tones. */
  readonly key: EstimatedKey | null;
  /** Distance of the tuning from A4 = 440 Hz, semitones, −0.5 to 0.5. */
  readonly tuning: number;
}

/** Chords and key of live sound, as they become known in one network step. Nothing that was reported changes later. */
export interface HarmonyStep {
  /**
   * The chord of each beat that became known, in order; a stretch without beats is divided into half seconds. Session time. A
   * chord is known 0.1 s after the end of its beat, or 0.3 s after the end of a half second without beats, plus a network step.
   */
  readonly chords: readonly ChordSpan[];
  /** Key of about the last 30 s; null in the first 5 s and without tones. */
  readonly key: EstimatedKey | null;
  /** Distance of the tuning of about the last 30 s from A4 = 440 Hz, semitones, −0.5 to 0.5. */
  readonly tuning: number;
  /** The columns of {@link LongChroma} that became complete, `[columns × 60]`, row-major. */
  readonly columns: Float32Array;
}
