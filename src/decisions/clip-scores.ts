import type { HeadManifest } from '../model/manifest.js';
import { activate } from './activation.js';
import { checkLogits } from './check-logits.js';

/** Sums over the frames so far, one per class, float64: what the four kinds of clip pooling need. */
interface HeadSums {
  readonly head: HeadManifest;
  readonly logits: Float64Array;
  readonly scores: Float64Array;
  readonly squares: Float64Array;
  readonly largest: Float64Array;
  /** The present frame's scores. */
  readonly frame: Float64Array;
}

/**
 * One score per class for a whole clip, by each head's `clipPooling` (models/FORMAT.md), from its frames as they come: any
 * cutting into steps gives the same result, and memory does not grow with the clip.
 */
export class ClipScores {
  readonly #heads: readonly HeadSums[];
  #count = 0;

  /** @param heads of a loaded model: the loader has checked them */
  constructor(heads: readonly HeadManifest[]) {
    this.#heads = heads.map((head) => {
      const zeros = () => new Float64Array(head.classes.length);
      return { head, logits: zeros(), scores: zeros(), squares: zeros(), largest: zeros(), frame: zeros() };
    });
  }

  /** Frames so far. */
  get frames(): number {
    return this.#count;
  }

  /**
   * @param logits per head `[frames × classes]`, row-major
   * @throws PinnaError `model-corrupt` for logits that are not finite, `bad-option` for arrays of the wrong size; nothing
   *   has changed then
   */
  add(logits: Readonly<Record<string, Float32Array>>, frames: number): void {
    const inputs = this.#heads.map(({ head }) => checkLogits(head, logits, frames));
    this.#heads.forEach((sums, h) => {
      for (let row = 0; row < frames; row++) addFrame(sums, inputs[h]!, row);
    });
    this.#count += frames;
  }

  /** @returns per head the clip's scores, `[classes]`, 0 to 1; null without a single frame, which says nothing of a clip */
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
      // Scores that all underflowed to 0 are no evidence, not 0/0.
      return Float32Array.from(squares, (sum, c) => (scores[c]! > 0 ? sum / scores[c]! : 0));
    case 'max':
      return Float32Array.from(largest);
  }
}
