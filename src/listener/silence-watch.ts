/** Notices that no sound arrives: a muted microphone gives digital silence, a stalled device gives nothing at all. */
export class SilenceWatch {
  /** How often to look when nothing arrives, milliseconds. */
  static readonly INTERVAL = 1000;
  /** How long it must be silent, milliseconds. */
  static readonly PATIENCE = 3000;
  #lastSound: number | undefined;

  /**
   * @param peak highest absolute sample since the last call
   * @param now milliseconds
   */
  add(peak: number, now: number): void {
    if (peak > 0) this.#lastSound = now;
  }

  /** @param now milliseconds. The first call starts the clock. */
  isSilent(now: number): boolean {
    this.#lastSound ??= now;
    return now - this.#lastSound >= SilenceWatch.PATIENCE;
  }
}
