/**
 * One-pole smoothing of a row of scores: `y += (1 − e^(−Δt/τ)) · (x − y)`.
 *
 * It starts from the first value, not from 0. A sound already present when listening starts is therefore detected at
 * once. After a gap in the sound, the old value loses weight with its age.
 */
export class OnePole {
  readonly #seconds: number;
  /** The smoothed row, `[size]`; all 0 before the first one. */
  readonly value: Float64Array;
  #primed = false;
  /** Indexes of the values that begin with the next row; empty unless the filter continues another one. */
  #beginning: readonly number[] = [];

  /** @param seconds the time constant τ; 0 for no smoothing */
  constructor(size: number, seconds: number) {
    this.#seconds = seconds;
    this.value = new Float64Array(size);
  }

  /**
   * Adds one row.
   *
   * @param row `[size]`
   * @param elapsed Δt, seconds since the previous row
   */
  push(row: ArrayLike<number>, elapsed: number): void {
    const gain = this.#primed && this.#seconds > 0 ? 1 - Math.exp(-elapsed / this.#seconds) : 1;
    this.#primed = true;
    const { value } = this;
    for (const i of this.#beginning) value[i] = row[i]!;
    if (this.#beginning.length > 0) this.#beginning = [];
    for (let i = 0; i < value.length; i++) value[i]! += gain * (row[i]! - value[i]!);
  }

  /**
   * Continues another filter, whose values have other places. Does nothing if that has no row yet.
   * @param places of each value in the other filter; −1 for a value that begins with the next row
   */
  continueFrom(before: OnePole, places: readonly number[]): void {
    if (!before.#primed) return;
    this.#primed = true;
    places.forEach((place, i) => (this.value[i] = place < 0 ? 0 : before.value[place]!));
    this.#beginning = places.flatMap((place, i) => (place < 0 || before.#beginning.includes(place) ? [i] : []));
  }

  reset(): void {
    this.#primed = false;
    this.#beginning = [];
    this.value.fill(0);
  }
}
