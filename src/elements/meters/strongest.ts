export interface RankedScore {
  readonly name: string;
  /** Position of the class in its head. */
  readonly index: number;
  readonly score: number;
}

/**
 * Selects the highest of many scores. The selection and its order change at most once per `hold`, and never while `frozen`.
 * The scores are always the newest.
 */
export class Strongest {
  readonly #count: number;
  readonly #floor: number;
  readonly #hold: number;

  #order: number[] = [];
  #orderedAt = -Infinity;

  /**
   * @param count maximum number of scores selected
   * @param floor minimum score selected
   * @param hold minimum time between two changes, ms
   */
  constructor(count: number, floor: number, hold = 1000) {
    this.#count = count;
    this.#floor = floor;
    this.#hold = hold;
  }

  /**
   * Returns the selected classes with their newest scores. Quiet classes are never selected.
   *
   * @param scores one per class
   * @param now ms
   */
  rank(
    classes: readonly { readonly name: string; readonly quiet?: boolean }[],
    scores: Float32Array,
    now: number,
    frozen: boolean,
  ): RankedScore[] {
    if (!frozen && now - this.#orderedAt >= this.#hold) {
      this.#orderedAt = now;
      this.#order = classes
        .map((_, at) => at)
        .filter((at) => scores[at]! >= this.#floor && !classes[at]!.quiet)
        .sort((a, b) => scores[b]! - scores[a]!)
        .slice(0, this.#count);
    }
    return this.#order.map((at) => ({ name: classes[at]?.name ?? '', index: at, score: scores[at] ?? 0 }));
  }

  clear(): void {
    this.#order = [];
    this.#orderedAt = -Infinity;
  }
}
