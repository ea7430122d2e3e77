/** Shortest time between two changes, ms. */
const SHORTEST = 1000;
/** Time over which changes are counted, ms, and how many of them may repeat what was shown before. */
const MINUTE = 60_000;
const PER_MINUTE = 8;

/**
 * Limits how often a text changes: once a second, and eight times a minute as long as every text was shown within the last
 * minute. A text that was not shown in that time need not wait for the second limit. Times are ms.
 */
export class ChangeLimit {
  #changes: number[] = [];
  /** Time at which each text was last shown. */
  readonly #shownAt = new Map<string, number>();

  /** Whether these texts may replace those that are shown. */
  allows(texts: readonly string[], now: number): boolean {
    if (now - (this.#changes.at(-1) ?? -Infinity) < SHORTEST) return false;
    const recent = this.#changes.filter((time) => now - time < MINUTE);
    return recent.length < PER_MINUTE || texts.some((text) => now - (this.#shownAt.get(text) ?? -Infinity) >= MINUTE);
  }

  /** Notes that these texts have replaced others. */
  changed(texts: readonly string[], now: number): void {
    this.#changes = [...this.#changes.filter((time) => now - time < MINUTE), now];
    this.shown(texts, now);
  }

  /** Notes that these texts are still shown. */
  shown(texts: readonly string[], now: number): void {
    for (const text of texts) this.#shownAt.set(text, now);
    for (const [text, time] of this.#shownAt) if (now - time >= MINUTE) this.#shownAt.delete(text);
  }

  clear(): void {
    this.#changes = [];
    this.#shownAt.clear();
  }
}
