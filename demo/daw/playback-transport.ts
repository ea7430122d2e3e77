/** Where in the arrangement the audio clock is. Pure; all times are seconds. */
export class Transport {
  /** What was played: from when on the audio clock, and from where in the arrangement. */
  private readonly takes: { readonly clock: number; readonly position: number }[] = [];
  private start: { readonly clock: number; readonly position: number } | undefined;
  private rest = 0;

  constructor(readonly length: number) {}

  get isPlaying(): boolean {
    return this.start !== undefined;
  }

  /** @param clock when the first sample sounds */
  play(clock: number): void {
    this.start = { clock, position: this.rest };
    this.takes.push(this.start);
  }

  stop(clock: number): void {
    this.rest = this.positionAt(clock);
    this.start = undefined;
  }

  /** To another place, while it stands. */
  locate(position: number): void {
    this.rest = Math.min(this.length, Math.max(0, position));
  }

  /** Where it is. */
  positionAt(clock: number): number {
    if (!this.start) return this.rest;
    return Math.min(this.length, this.start.position + Math.max(0, clock - this.start.clock));
  }

  /** Where something was that was heard at a time on the audio clock, by the take that played then. */
  positionOf(clock: number): number {
    const take = [...this.takes].reverse().find((one) => one.clock <= clock) ?? this.takes[0];
    return take ? Math.min(this.length, take.position + Math.max(0, clock - take.clock)) : 0;
  }
}
