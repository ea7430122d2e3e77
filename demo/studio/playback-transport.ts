/** A part of the arrangement that sounded in one playback. Times are seconds of the arrangement. */
export interface PlayedSpan {
  /** Number of the playback, counting from 0. */
  readonly playback: number;
  readonly from: number;
  readonly to: number;
}

/** One playback without interruption. */
interface Playback {
  /** Time of its first sample on the audio clock. */
  readonly clock: number;
  /** Position of its first sample in the arrangement. */
  readonly position: number;
  /** Time of its end on the audio clock; undefined while it plays. */
  end?: number;
}

/** Maps times of the audio clock to positions in the arrangement. Pure; all times are seconds. */
export class Transport {
  readonly #playbacks: Playback[] = [];
  #rest = 0;
  #length = 0;

  /** Length of the arrangement. */
  get length(): number {
    return this.#length;
  }

  /** Changes the length of the arrangement. A position beyond the end moves to the end. */
  set length(length: number) {
    this.#length = length;
    this.locate(this.#rest);
  }

  get isPlaying(): boolean {
    return this.#current !== undefined;
  }

  /**
   * Starts playback.
   * @param clock time of the first sample
   */
  play(clock: number): void {
    this.#playbacks.push({ clock, position: this.#rest });
  }

  stop(clock: number): void {
    this.locate(this.positionAt(clock));
    const current = this.#current;
    if (current) current.end = Math.max(clock, current.clock);
  }

  /** Moves to another position. Call it only while stopped. */
  locate(position: number): void {
    this.#rest = Math.min(this.#length, Math.max(0, position));
  }

  /** Returns the position at a time of the audio clock. */
  positionAt(clock: number): number {
    const current = this.#current;
    return current ? this.#positionIn(current, clock) : this.#rest;
  }

  /**
   * Returns the parts of the arrangement that sounded between two times, one for each playback. What lies between playbacks is
   * silence and has no part.
   * @param from on the audio clock
   * @param to on the audio clock
   */
  spansOf(from: number, to: number): PlayedSpan[] {
    return this.#playbacks.flatMap((playback, i) => {
      const start = Math.max(from, playback.clock);
      const end = Math.min(to, playback.end ?? to);
      return end < start
        ? []
        : [{ playback: i, from: this.#positionIn(playback, start), to: this.#positionIn(playback, end) }];
    });
  }

  get #current(): Playback | undefined {
    const last = this.#playbacks.at(-1);
    return last?.end === undefined ? last : undefined;
  }

  #positionIn({ clock, position }: Playback, time: number): number {
    return Math.min(this.#length, position + Math.max(0, time - clock));
  }
}
