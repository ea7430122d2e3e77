import type { HeadManifest } from '../model/manifest.js';
import { activate } from './activation.js';
import { checkLogits } from './check-logits.js';

/** Per-class sums over all frames so far, float64. They suffice for all four kinds of pooling. */
interface HeadSums {
  readonly head: HeadManifest;
  readonly logits: Float64Array;
  readonly scores: Float64Array;
  readonly squares: Float64Array;
  readonly largest: Float64Array;
  /** Scores of the current frame. */
  readonly frame: Float64Array;
}

/**
 * Pools frames into one score per class for a whole recording, by each head's `clipPooling` (models/FORMAT.md). The
 * result does not depend on how the frames are cut into steps. Memory use is constant.
 */
export class PooledScores {
  readonly #heads: readonly HeadSums[];
  #count = 0;

  /** @param heads of a loaded model; already validated by the loader */
  constructor(heads: readonly HeadManifest[]) {
    this.#heads = heads.map((head) => {
      const zeros = () => new Float64Array(head.classes.length);
      return { head, logits: zeros(), scores: zeros(), squares: zeros(), largest: zeros(), frame: zeros() };
    });
  }

  /** Number of frames so far. */
  get frames(): number {
    return this.#count;
  }

  /**
   * Adds the frames of one step.
   *
   * @param logits per head `[frames × classes]`, row-major
   * @throws PinnaError `model-corrupt` for logits that are not finite, `bad-option` for arrays of the wrong size; the
   *   sums are unchanged then
   */
  add(logits: Readonly<Record<string, Float32Array>>, frames: number): void {
    const inputs = this.#heads.map(({ head }) => checkLogits(head, logits, frames));
    this.#heads.forEach((sums, h) => {
      for (let row = 0; row < frames; row++) addFrame(sums, inputs[h]!, row);
    });
    this.#count += frames;
  }

  /**
   * Computes the pooled scores.
   *
   * @returns per head the recording's scores, `[classes]`, 0 to 1; null if there are no frames
   */
  result(): Record<string, Float32Array> | null {
    if (this.#count === 0) return null;
    return Object.fromEntries(this.#heads.map((sums) => [sums.head.name, pool(sums, this.#count)]));
  }
}

function addFrame({ head, logits, scores, squares, largest, frame }: HeadSums, input: Float32Array, row: number): void {
  activate(head, input, row, frame);
  for (let c = 0; c < frame.length; c++) {
    const score = frame[c]!;
    logits[c]! += input[row * frame.length + c]!;
    scores[c]! += score;
    squares[c]! += score * score;
    largest[c] = Math.max(largest[c]!, score);
  }
}

function pool({ head, logits, scores, squares, largest }: HeadSums, frames: number): Float32Array {
  switch (head.clipPooling) {
    case 'mean-logit': {
      const result = new Float32Array(logits.length);
      activate(
        head,
        logits.map((sum) => sum / frames),
        0,
        result,
      );
      return result;
    }
    case 'mean-probability':
      return Float32Array.from(scores, (sum) => sum / frames);
    case 'linear-softmax':
      // If all scores underflowed to 0, the result is 0, not 0/0.
      return Float32Array.from(squares, (sum, c) => (scores[c]! > 0 ? sum / scores[c]! : 0));
    case 'max':
      return Float32Array.from(largest);
  }
}
