/** Detects missing sound: a muted microphone delivers digital silence, a stalled device delivers nothing. */
export class SilenceWatch {
  /** Interval of the checks, ms. */
  static readonly INTERVAL = 1000;
  /** Duration of silence that counts, ms. */
  static readonly MIN_SILENCE = 3000;
  #lastSound: number | undefined;

  /**
   * Records the level of new samples.
   * @param peak highest absolute sample since the last call
   * @param now time, ms
   */
  add(peak: number, now: number): void {
    if (peak > 0) this.#lastSound = now;
  }

  /** Whether no sound has arrived for `MIN_SILENCE`. The first call starts the clock. @param now time, ms */
  isSilent(now: number): boolean {
    this.#lastSound ??= now;
    return now - this.#lastSound >= SilenceWatch.MIN_SILENCE;
  }
}
