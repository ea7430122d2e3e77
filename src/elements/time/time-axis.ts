/** A jump of the sound's clock against the display's beyond which it is a new session or a gap, seconds. */
const JUMP = 0.5;

/**
 * Which moment of the sound stands at the right edge of the picture. Frames arrive in bursts of one network step; the
 * edge moves evenly, one step behind their mean arrival, and never past what has been heard.
 *
 * Two views that are given the same events and display times show the same axis, without knowing of each other.
 */
export class TimeAxis {
  #newest = -Infinity;
  #lead = 0;
  #step = 0;

  /** End of the newest frame, seconds on the sound's clock; −Infinity before the first. */
  get newest(): number {
    return this.#newest;
  }

  /** @param end End of the newest frame, seconds. @param step Length of the step, seconds. @param now Milliseconds. */
  arrive(end: number, step: number, now: number): void {
    const lead = end - now / 1000;
    const jumped = this.#newest === -Infinity || end < this.#newest || Math.abs(lead - this.#lead) > JUMP;
    this.#lead = jumped ? lead : this.#lead + 0.05 * (lead - this.#lead);
    this.#newest = end;
    this.#step = step;
  }

  /** The moment at the right edge, seconds on the sound's clock. @param now Milliseconds. */
  edge(now: number): number {
    return Math.min(this.#newest, now / 1000 + this.#lead - this.#step);
  }

  reset(): void {
    this.#newest = -Infinity;
  }
}
