export interface RankedScore {
  readonly name: string;
  readonly score: number;
}

/**
 * The strongest few of many scores. Who is shown, and in which order, changes at most once per `hold` and never while
 * `frozen`; the scores themselves are always the newest.
 */
export class Strongest {
  readonly #count: number;
  readonly #floor: number;
  readonly #hold: number;

  #order: number[] = [];
  #orderedAt = -Infinity;

  /** @param hold Milliseconds. */
  constructor(count: number, floor: number, hold = 1000) {
    this.#count = count;
    this.#floor = floor;
    this.#hold = hold;
  }

  /** @param now Milliseconds. */
  rank(
    classes: readonly { readonly name: string }[],
    scores: Float32Array,
    now: number,
    frozen: boolean,
  ): RankedScore[] {
    if (!frozen && now - this.#orderedAt >= this.#hold) {
      this.#orderedAt = now;
      this.#order = classes
        .map((_, at) => at)
        .filter((at) => scores[at]! >= this.#floor)
        .sort((a, b) => scores[b]! - scores[a]!)
        .slice(0, this.#count);
    }
    return this.#order.map((at) => ({ name: classes[at]?.name ?? '', score: scores[at] ?? 0 }));
  }

  clear(): void {
    this.#order = [];
    this.#orderedAt = -Infinity;
  }
}
