/** A moment that was heard, from the memory that `keepSeconds` asks for. */
export interface RecalledSound {
  /** Time of the first sample, seconds on the capturing clock. */
  readonly start: number;
  /** Hz. */
  readonly sampleRate: number;
  /** Mono, −1 to 1, of 16 bits. */
  readonly samples: Float32Array<ArrayBuffer>;
}
