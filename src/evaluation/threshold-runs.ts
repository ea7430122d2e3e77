import type { TimedEvent } from './timed-event.js';

/**
 * Finds the stretches in which a class's score reaches each of many thresholds. The scores arrive frame by frame and
 * are not kept.
 */
export class ThresholdRuns {
  readonly #labels: readonly string[];
  readonly #thresholds: readonly number[];
  /** Per class the number of thresholds that its last score reached. */
  readonly #levels: number[];
  /** Per class and threshold the onset of the current stretch, seconds. */
  readonly #onsets: Float64Array[];
  readonly #runs: TimedEvent[][];
  #end = 0;

  /** @param thresholds ascending */
  constructor(labels: readonly string[], thresholds: readonly number[]) {
    this.#labels = labels;
    this.#thresholds = thresholds;
    this.#levels = labels.map(() => 0);
    this.#onsets = labels.map(() => new Float64Array(thresholds.length));
    this.#runs = thresholds.map(() => []);
  }

  /**
   * Processes one frame.
   *
   * @param scores `[labels]`
   * @param time of the frame, seconds
   * @param end of its hop, seconds
   */
  push(scores: ArrayLike<number>, time: number, end: number): void {
    this.#end = end;
    for (let c = 0; c < this.#levels.length; c++) {
      const before = this.#levels[c]!;
      let level = before;
      while (level < this.#thresholds.length && scores[c]! >= this.#thresholds[level]!)
        this.#onsets[c]![level++] = time;
      while (level > 0 && scores[c]! < this.#thresholds[level - 1]!) this.#close(c, --level, time);
      this.#levels[c] = level;
    }
  }

  /**
   * Ends all current stretches.
   *
   * @returns per threshold all stretches
   */
  finish(): readonly (readonly TimedEvent[])[] {
    this.#levels.forEach((level, c) => {
      for (let t = 0; t < level; t++) this.#close(c, t, this.#end);
      this.#levels[c] = 0;
    });
    return this.#runs;
  }

  #close(c: number, threshold: number, offset: number): void {
    this.#runs[threshold]!.push({ label: this.#labels[c]!, onset: this.#onsets[c]![threshold]!, offset });
  }
}
