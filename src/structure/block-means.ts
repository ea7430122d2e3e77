import { BANDS, HOP_SECONDS } from '../features/log-mel-parameters.js';

/** Frames in a block of a recording of less than an hour: half a second. */
const FRAMES = 25;
/** Blocks that are kept: an hour of half seconds. Even. */
const MOST = 7200;

/** A short stretch of a recording. */
export interface Block {
  /** Mean log-mel, `[64]`, dB. */
  readonly bands: Float64Array;
  /** Mean scores of each head, `[classes]`. */
  readonly scores: Readonly<Record<string, Float64Array>>;
}

/** A recording's blocks, one after another. */
export interface Blocks {
  readonly means: readonly Block[];
  /** What a block is of, s; the last one may be of less. */
  readonly seconds: number;
}

interface Sums extends Block {
  frames: number;
}

/**
 * Means of a recording's frames over half a second each, from its steps as they come, however they are cut. An hour has
 * blocks of one second, two hours of two, and so on: what is kept has its bound. Pure.
 */
export class BlockMeans {
  readonly #most: number;
  #done: Block[] = [];
  #open: Sums | undefined;
  #length = FRAMES;

  /** @param most blocks that are kept, an even number */
  constructor(most = MOST) {
    this.#most = most;
  }

  /**
   * @param features `[frames × 64]`, row-major
   * @param scores per head `[frames × classes]`, row-major
   */
  add(features: Float32Array, scores: Readonly<Record<string, Float32Array>>, frames: number): void {
    for (let frame = 0; frame < frames; frame++) {
      const open = (this.#open ??= {
        frames: 0,
        bands: new Float64Array(BANDS),
        scores: Object.fromEntries(
          Object.entries(scores).map(([head, values]) => [head, new Float64Array(values.length / frames)]),
        ),
      });
      addRow(open.bands, features, frame);
      for (const [head, values] of Object.entries(scores)) addRow(open.scores[head]!, values, frame);
      open.frames += 1;
      if (open.frames < this.#length) continue;
      this.#close();
      if (this.#done.length === this.#most) this.#halve();
    }
  }

  /** All blocks; a last one that is not full is of the frames that there are. Nothing may follow. */
  finish(): Blocks {
    this.#close();
    return { means: this.#done, seconds: this.#length * HOP_SECONDS };
  }

  #close(): void {
    const open = this.#open;
    if (!open) return;
    for (const sums of arrays(open)) for (let i = 0; i < sums.length; i++) sums[i]! /= open.frames;
    this.#done.push({ bands: open.bands, scores: open.scores });
    this.#open = undefined;
  }

  /** Two blocks become one of twice the length. */
  #halve(): void {
    this.#done = this.#done.filter((first, i) => {
      if (i % 2 === 1) return false;
      const second = arrays(this.#done[i + 1]!);
      for (const [a, means] of arrays(first).entries())
        for (let b = 0; b < means.length; b++) means[b] = (means[b]! + second[a]![b]!) / 2;
      return true;
    });
    this.#length *= 2;
  }
}

const arrays = ({ bands, scores }: Block) => [bands, ...Object.values(scores)];

function addRow(sums: Float64Array, rows: Float32Array, row: number): void {
  const start = row * sums.length;
  for (let i = 0; i < sums.length; i++) sums[i]! += rows[start + i]!;
}
