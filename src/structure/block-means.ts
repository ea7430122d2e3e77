import { BANDS, HOP_SECONDS } from '../features/log-mel-parameters.js';

/** Block length of a recording shorter than an hour, frames (0.5 s). */
const BLOCK_FRAMES = 25;
/** Maximum number of blocks, even (one hour of half seconds). */
const MAX_BLOCKS = 7200;

/** Means over a short stretch of a recording. */
export interface Block {
  /** Mean log-mel, `[64]`, dB. */
  readonly bands: Float64Array;
  /** Mean scores of each head, `[classes]`. */
  readonly scores: Readonly<Record<string, Float64Array>>;
}

/** A recording's blocks, in order. */
export interface Blocks {
  readonly means: readonly Block[];
  /** Block length, seconds; the last block may be shorter. */
  readonly seconds: number;
}

interface Sums extends Block {
  frames: number;
}

/**
 * Averages a recording's frames over blocks of half a second. The result does not depend on how the frames are cut into
 * steps. Memory use is limited: the block length doubles when the recording reaches one hour, two hours, four hours and
 * so on. Pure.
 */
export class BlockMeans {
  readonly #maxBlocks: number;
  #done: Block[] = [];
  #open: Sums | undefined;
  #length = BLOCK_FRAMES;

  /** @param maxBlocks maximum number of blocks, even */
  constructor(maxBlocks = MAX_BLOCKS) {
    this.#maxBlocks = maxBlocks;
  }

  /**
   * Adds the frames of one step. Each frame has the scores of the row in which it begins.
   *
   * @param features frames of `LOG_MEL_64`, `[frames × 64]`, row-major; the same number for each row
   * @param scores per head `[rows × classes]`, row-major
   */
  add(features: Float32Array, scores: Readonly<Record<string, Float32Array>>, rows: number): void {
    const frames = features.length / BANDS;
    for (let frame = 0; frame < frames; frame++) {
      const open = (this.#open ??= {
        frames: 0,
        bands: new Float64Array(BANDS),
        scores: Object.fromEntries(
          Object.entries(scores).map(([head, values]) => [head, new Float64Array(values.length / rows)]),
        ),
      });
      addRow(open.bands, features, frame);
      const row = Math.floor((frame * rows) / frames);
      for (const [head, values] of Object.entries(scores)) addRow(open.scores[head]!, values, row);
      open.frames += 1;
      if (open.frames < this.#length) continue;
      this.#close();
      if (this.#done.length === this.#maxBlocks) this.#halve();
    }
  }

  /** Returns all blocks, the last of which may be incomplete. Do not call `add` afterwards. */
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

  /** Merges each pair of neighbouring blocks into one of twice the length. */
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
