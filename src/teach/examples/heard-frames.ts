import { joinedRows } from '../../features/joined-rows.js';
import { HalfRing } from './half-ring.js';
import type { Rows } from './embed.js';

/** What is kept of each step. */
interface Step {
  /** Start of its first row, seconds. */
  readonly time: number;
  /** Index of its first row, counted from the first one ever added. */
  readonly first: number;
  readonly rows: number;
}

/** Consecutive rows without a gap. */
export interface HeardPart extends Rows {
  /** Start of the first row, seconds; with `every`, of the first of those that it stands for. */
  readonly time: number;
}

/** Which rows to read, and how. */
export interface HeardSelection {
  /** Session time, seconds; from the oldest row on when absent. */
  readonly from?: number;
  /** Session time, seconds; to the newest row when absent. */
  readonly to?: number;
  /** Keeps one row in this number of rows; all when absent. */
  readonly every?: number;
  /** Most rows of a part, counted after that. */
  readonly count: number;
}

/** A part of the kept frames. */
export interface HeardCut {
  /** Start of the first frame, seconds. */
  readonly start: number;
  /** `[count × bands]`, in the geometry of the network. */
  readonly frames: Float32Array;
}

interface HeardFramesOptions {
  /** Values of a frame. */
  readonly bands: number;
  /** Frames per row. */
  readonly framesPerRow: number;
  /** Distance between rows, seconds. */
  readonly rowSeconds: number;
  /** Values of a normalised row. */
  readonly size: number;
  /** Duration to keep, seconds. */
  readonly seconds: number;
}

/** Largest difference between the start of a step and the end of the one before without a gap, rows. */
const TOLERANCE = 0.5;

/**
 * Keeps the newest frames of the network and the normalised embedding of their rows, 16 bits per value: what teaching learns from.
 * No sound is kept. Ten minutes with 128 bands and 128 values take 23 MB.
 */
export class HeardFrames {
  readonly #options: HeardFramesOptions;
  readonly #frames: HalfRing;
  readonly #rows: HalfRing;
  #steps: Step[] = [];

  constructor(options: HeardFramesOptions) {
    const { bands, framesPerRow, rowSeconds, size, seconds } = options;
    this.#options = options;
    const rows = Math.round(seconds / rowSeconds);
    this.#frames = new HalfRing(bands * framesPerRow, rows);
    this.#rows = new HalfRing(size, rows);
  }

  /**
   * Adds a step.
   * @param time start of the first row, seconds
   * @param frames `[rows × framesPerRow × bands]`
   * @param rows normalised embedding, `[rows × size]`
   */
  add(time: number, frames: Float32Array, rows: Float32Array): void {
    this.#steps.push({ time, first: this.#rows.count, rows: rows.length / this.#options.size });
    this.#frames.add(frames);
    this.#rows.add(rows);
    const { oldest } = this.#rows;
    const kept = this.#steps.findIndex((step) => step.first + step.rows > oldest);
    // Moves the list only now and then: steps are many.
    if (kept > 500) this.#steps = this.#steps.slice(kept);
  }

  /** Returns the kept frames between two times, session time in seconds; undefined if there are none. Gaps are left out. */
  cut(from: number, to: number): HeardCut | undefined {
    const { rowSeconds, bands, framesPerRow } = this.#options;
    const parts: Float32Array[] = [];
    let start: number | undefined;
    for (const { time, first, rows } of this.#kept()) {
      const begin = Math.max(0, Math.round((from - time) / rowSeconds));
      const end = Math.min(rows, Math.round((to - time) / rowSeconds));
      if (begin >= end) continue;
      start ??= time + begin * rowSeconds;
      parts.push(this.#frames.read(first + begin, first + end));
    }
    if (start === undefined) return undefined;
    const frames = joinedRows(parts);
    return frames.length >= bands * framesPerRow ? { start, frames } : undefined;
  }

  /**
   * Reads the kept rows between two times in parts, oldest first. No part spans a gap. A part is read when it is asked for, without the
   * rows that newer ones have replaced meanwhile; rows that were added meanwhile are not in it.
   */
  *parts({ from = -Infinity, to = Infinity, every = 1, count }: HeardSelection): Generator<HeardPart> {
    const { rowSeconds } = this.#options;
    for (const { time, first, end } of this.#runs(from, to)) {
      for (let start = first; start + every <= end; start += count * every) {
        const lost = Math.ceil(Math.max(0, this.#rows.oldest - start) / every) * every;
        const rows = Math.min(count, Math.floor((end - start) / every)) - lost / every;
        if (rows <= 0) continue;
        const begin = start + lost;
        yield { time: time + (begin - first) * rowSeconds, count: rows, values: this.#thinned(begin, rows, every) };
      }
    }
  }

  /** End of the newest row, seconds; undefined if there is none. */
  get end(): number | undefined {
    const newest = this.#steps.at(-1);
    return newest && newest.time + newest.rows * this.#options.rowSeconds;
  }

  /** Returns the rows between two times as runs without gaps, oldest first. */
  #runs(from: number, to: number): readonly { readonly time: number; readonly first: number; readonly end: number }[] {
    const { rowSeconds } = this.#options;
    const runs: { time: number; first: number; end: number }[] = [];
    for (const { time, first, rows } of this.#kept()) {
      const begin = Math.max(0, Math.round((from - time) / rowSeconds));
      const end = Math.min(rows, Math.round((to - time) / rowSeconds));
      if (begin >= end) continue;
      const last = runs.at(-1);
      const next = last && last.time + (last.end - last.first) * rowSeconds;
      const isNext =
        last?.end === first + begin && Math.abs(next! - time - begin * rowSeconds) < TOLERANCE * rowSeconds;
      if (last && isNext) last.end = first + end;
      else runs.push({ time: time + begin * rowSeconds, first: first + begin, end: first + end });
    }
    return runs;
  }

  /** Reads the last row of each `every` rows. */
  #thinned(first: number, count: number, every: number): Float32Array {
    if (every === 1) return this.#rows.read(first, first + count);
    const { size } = this.#options;
    const values = new Float32Array(count * size);
    for (let i = 0; i < count; i++) {
      const row = first + (i + 1) * every - 1;
      values.set(this.#rows.read(row, row + 1), i * size);
    }
    return values;
  }

  /** Returns the steps that are kept, the oldest one without the rows that are not. */
  #kept(): Step[] {
    const { oldest } = this.#rows;
    return this.#steps.flatMap(({ time, first, rows }) => {
      const lost = Math.max(0, oldest - first);
      if (lost >= rows) return [];
      return [{ time: time + lost * this.#options.rowSeconds, first: first + lost, rows: rows - lost }];
    });
  }
}
