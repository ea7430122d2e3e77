import { beatSynchronous } from '../../descriptors/beat-synchronous.js';
import { joinedRows } from '../../features/joined-rows.js';
import { HOP_SECONDS } from '../../features/log-mel-parameters.js';

/** Longest time that rows wait for a beat, frames (2 s). */
const LONGEST_WAIT = 100;

/** Rows to draw, the first of which begins at `time`, seconds. */
interface TimedRows {
  readonly time: number;
  readonly values: Float32Array;
}

/**
 * Replaces the rows from each beat to the next by their mean, in live sound. Rows wait for the end of their beat. If there is no beat
 * for two seconds, they stay as they are.
 */
export class BeatRows {
  readonly #width: number;
  /** Time of the first waiting row, seconds. */
  #time = 0;
  #waiting = new Float32Array(0);

  /** @param width values per row */
  constructor(width: number) {
    this.#width = width;
  }

  /**
   * Adds rows, one every 20 ms.
   *
   * @param time start of the first row, seconds
   * @param values `[rows × width]`
   * @param beats in these rows, seconds, ascending
   * @returns the rows that wait no longer; empty if there are none
   */
  push(time: number, values: Float32Array, beats: readonly number[]): TimedRows {
    const expected = this.#time + (this.#waiting.length / this.#width) * HOP_SECONDS;
    // After a gap, the rows before it cannot be completed.
    if (this.#waiting.length === 0 || Math.abs(expected - time) > HOP_SECONDS) this.#restart(time);
    this.#waiting = joinedRows([this.#waiting, values]);
    const start = this.#time;
    const ready: Float32Array[] = [];
    for (const beat of beats) {
      const rows = Math.min(this.#rows, Math.round((beat - this.#time) / HOP_SECONDS));
      if (rows > 0) ready.push(this.#meanOf(rows));
    }
    if (this.#rows > LONGEST_WAIT) ready.push(this.#take(this.#rows - LONGEST_WAIT));
    return { time: start, values: joinedRows(ready) };
  }

  /** Discards the waiting rows. */
  clear(): void {
    this.#restart(0);
  }

  get #rows(): number {
    return this.#waiting.length / this.#width;
  }

  #restart(time: number): void {
    this.#time = time;
    this.#waiting = new Float32Array(0);
  }

  #meanOf(rows: number): Float32Array {
    const mean = beatSynchronous(this.#take(rows), this.#width, [0, rows * HOP_SECONDS]);
    const out = new Float32Array(rows * this.#width);
    for (let row = 0; row < rows; row++) out.set(mean, row * this.#width);
    return out;
  }

  /** Removes the oldest rows. */
  #take(rows: number): Float32Array {
    const taken = this.#waiting.slice(0, rows * this.#width);
    this.#waiting = this.#waiting.slice(rows * this.#width);
    this.#time += rows * HOP_SECONDS;
    return taken;
  }
}
