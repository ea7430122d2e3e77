import { ratio } from './statistics.js';

export interface CalibrationBin {
  /** Exclusive, but for 0 itself. */
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  readonly count: number;
  /** Null in an empty bin. */
  readonly meanConfidence: number | null;
  /** Share that came true; null in an empty bin. */
  readonly frequency: number | null;
}

export interface CalibrationFigures {
  readonly count: number;
  /** Expected calibration error, 0 to 1: mean over all of |frequency − mean confidence| of their bin (Guo et al. 2017). */
  readonly error: number | null;
  readonly bins: readonly CalibrationBin[];
}

/** Sorts confidences into bins of equal width and compares each bin's mean with what came true: a reliability diagram. */
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

  /** @param confidence 0 to 1 */
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
