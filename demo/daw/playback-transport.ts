/** Maps times of the audio clock to positions in the arrangement. Pure; all times are seconds. */
export class Transport {
  /** Past playbacks: start on the audio clock, and start position in the arrangement. */
  private readonly playbacks: { readonly clock: number; readonly position: number }[] = [];
  private start: { readonly clock: number; readonly position: number } | undefined;
  private rest = 0;

  constructor(readonly length: number) {}

  get isPlaying(): boolean {
    return this.start !== undefined;
  }

  /**
   * Starts playback.
   * @param clock time of the first sample
   */
  play(clock: number): void {
    this.start = { clock, position: this.rest };
    this.playbacks.push(this.start);
  }

  stop(clock: number): void {
    this.rest = this.positionAt(clock);
    this.start = undefined;
  }

  /** Moves to another position. Call it only while stopped. */
  locate(position: number): void {
    this.rest = Math.min(this.length, Math.max(0, position));
  }

  /** Returns the position at a time of the audio clock. */
  positionAt(clock: number): number {
    if (!this.start) return this.rest;
    return Math.min(this.length, this.start.position + Math.max(0, clock - this.start.clock));
  }

  /**
   * Returns the position of a sound by the playback that ran at its time.
   * @param clock time of the sound on the audio clock
   */
  positionOf(clock: number): number {
    const playback = [...this.playbacks].reverse().find((one) => one.clock <= clock) ?? this.playbacks[0];
    return playback ? Math.min(this.length, playback.position + Math.max(0, clock - playback.clock)) : 0;
  }
}
