import { mean, ratio } from '../statistics.js';

/** A confusion matrix and its figures. */
export interface ConfusionFigures {
  readonly names: readonly string[];
  /** Number of predictions, `[truth][prediction]`. */
  readonly counts: readonly (readonly number[])[];
  readonly total: number;
  readonly accuracy: number | null;
  /** Mean recall over the names that occur ("balanced accuracy"). */
  readonly macroRecall: number | null;
}

/** Counts single-label predictions by true and predicted name. */
export class ConfusionMatrix {
  readonly #names: readonly string[];
  readonly #counts: number[][];

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#counts = names.map(() => names.map(() => 0));
  }

  /** Adds one prediction; both arguments are indices into `names`. */
  add(truth: number, predicted: number): void {
    this.#counts[truth]![predicted]! += 1;
  }

  result(): ConfusionFigures {
    const totals = this.#counts.map((row) => row.reduce((sum, count) => sum + count, 0));
    const total = totals.reduce((sum, count) => sum + count, 0);
    const right = this.#counts.map((row, i) => row[i]!);
    return {
      names: this.#names,
      counts: this.#counts.map((row) => [...row]),
      total,
      accuracy: ratio(
        right.reduce((sum, count) => sum + count, 0),
        total,
      ),
      macroRecall: mean(right.map((count, i) => ratio(count, totals[i]!))),
    };
  }
}
