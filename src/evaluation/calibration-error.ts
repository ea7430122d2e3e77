import { ratio } from '../statistics.js';

/** One bin of a reliability diagram. */
export interface CalibrationBin {
  /** Exclusive, except for 0 itself. */
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  readonly count: number;
  /** Null if the bin is empty. */
  readonly meanConfidence: number | null;
  /** Share of correct predictions; null if the bin is empty. */
  readonly frequency: number | null;
}

/** A reliability diagram and its error. */
export interface CalibrationFigures {
  readonly count: number;
  /**
   * Expected calibration error, 0 to 1: the mean over all predictions of |frequency − mean confidence| of their bin
   * (Guo et al. 2017). Null if there are no predictions.
   */
  readonly error: number | null;
  readonly bins: readonly CalibrationBin[];
}

/**
 * Computes a reliability diagram: sorts confidences into bins of equal width and compares each bin's mean with the
 * share of correct predictions.
 */
export class CalibrationError {
  readonly #bins: number;
  readonly #counts: number[];
  readonly #confidences: number[];
  readonly #trues: number[];

  constructor(bins = 15) {
    this.#bins = bins;
    const zeros = () => new Array<number>(bins).fill(0);
    [this.#counts, this.#confidences, this.#trues] = [zeros(), zeros(), zeros()];
  }

  /**
   * Adds one prediction.
   *
   * @param confidence 0 to 1
   */
  add(confidence: number, isTrue: boolean): void {
    const bin = this.#counts.findIndex((_, i) => confidence <= this.#edge(i + 1));
    this.#counts[bin]! += 1;
    this.#confidences[bin]! += confidence;
    this.#trues[bin]! += isTrue ? 1 : 0;
  }

  result(): CalibrationFigures {
    const count = this.#counts.reduce((sum, n) => sum + n, 0);
    const apart = this.#counts.reduce((sum, _, bin) => sum + Math.abs(this.#trues[bin]! - this.#confidences[bin]!), 0);
    return {
      count,
      error: ratio(apart, count),
      bins: this.#counts.map((n, bin) => ({
        from: this.#edge(bin),
        to: this.#edge(bin + 1),
        count: n,
        meanConfidence: ratio(this.#confidences[bin]!, n),
        frequency: ratio(this.#trues[bin]!, n),
      })),
    };
  }

  #edge(bin: number): number {
    return bin / this.#bins;
  }
}
