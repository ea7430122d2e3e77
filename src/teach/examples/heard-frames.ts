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
export interface HeardRun extends Rows {
  /** Start of the first row, seconds. */
  readonly time: number;
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
   * Returns the kept rows between two times as runs without gaps, oldest first.
   * @param every keeps one row in this number of rows
   */
  runs(from = -Infinity, to = Infinity, every = 1): HeardRun[] {
    const { rowSeconds, size } = this.#options;
    const spans: { time: number; first: number; end: number }[] = [];
    for (const { time, first, rows } of this.#kept()) {
      const begin = Math.max(0, Math.round((from - time) / rowSeconds));
      const end = Math.min(rows, Math.round((to - time) / rowSeconds));
      if (begin >= end) continue;
      const last = spans.at(-1);
      const next = last && last.time + (last.end - last.first) * rowSeconds;
      const isNext =
        last?.end === first + begin && Math.abs(next! - time - begin * rowSeconds) < TOLERANCE * rowSeconds;
      if (last && isNext) last.end = first + end;
      else spans.push({ time: time + begin * rowSeconds, first: first + begin, end: first + end });
    }
    return spans.map(({ time, first, end }) => {
      const values = this.#rows.read(first, end);
      const count = Math.floor((end - first) / every);
      if (every === 1) return { time, count, values };
      const kept = new Float32Array(count * size);
      for (let i = 0; i < count; i++) {
        const row = (i + 1) * every - 1;
        kept.set(values.subarray(row * size, (row + 1) * size), i * size);
      }
      return { time, count, values: kept };
    });
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
