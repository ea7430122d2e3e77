import { BANDS } from '../features/log-mel-parameters';

/** Frames in a block: half a second. */
export const BLOCK = 25;

/** Half a second of a recording. */
export interface Block {
  /** Mean log-mel, `[64]`, dB. */
  readonly bands: Float64Array;
  /** Mean scores of each head, `[classes]`. */
  readonly scores: Readonly<Record<string, Float64Array>>;
}

interface Sums extends Block {
  frames: number;
}

/** Half-second means of a recording's frames, from its steps as they come, however they are cut. Pure. */
export class BlockMeans {
  private readonly done: Block[] = [];
  private open: Sums | undefined;

  /**
   * @param features `[frames × 64]`, row-major
   * @param scores per head `[frames × classes]`, row-major
   */
  add(features: Float32Array, scores: Readonly<Record<string, Float32Array>>, frames: number): void {
    for (let frame = 0; frame < frames; frame++) {
      const open = (this.open ??= {
        frames: 0,
        bands: new Float64Array(BANDS),
        scores: Object.fromEntries(
          Object.entries(scores).map(([head, values]) => [head, new Float64Array(values.length / frames)]),
        ),
      });
      addRow(open.bands, features, frame);
      for (const [head, values] of Object.entries(scores)) addRow(open.scores[head]!, values, frame);
      open.frames += 1;
      if (open.frames === BLOCK) this.close();
    }
  }

  /** All blocks; a last one that is not full is of the frames that there are. Nothing may follow. */
  finish(): readonly Block[] {
    this.close();
    return this.done;
  }

  private close(): void {
    const { open } = this;
    if (!open) return;
    for (const sums of [open.bands, ...Object.values(open.scores)])
      for (let i = 0; i < sums.length; i++) sums[i]! /= open.frames;
    this.done.push({ bands: open.bands, scores: open.scores });
    this.open = undefined;
  }
}

function addRow(sums: Float64Array, rows: Float32Array, row: number): void {
  const start = row * sums.length;
  for (let i = 0; i < sums.length; i++) sums[i]! += rows[start + i]!;
}
