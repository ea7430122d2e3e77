import { joinedRows } from '../features/joined-rows.js';
import { ChordSmoothing } from './chord-smoothing.js';
import { CHORD_COUNT, chordLabel, chordLikeness } from './chord-templates.js';
import { columnsWithin, meanColumn, MIDDLE_OF_COLUMN } from './column-span.js';
import type { ChordSpan, HarmonyStep } from './harmony.js';
import { fittedKey } from './key-profiles.js';
import { COLUMN_BINS, COLUMN_HOP } from './long-chroma.js';
import { foldColumn, tuning } from './tuning.js';

/** Shortest and longest beat that has one chord, seconds. */
const SHORTEST = 0.2;
const LONGEST = 0.75;
/** Length of a stretch without beats, seconds. */
const WITHOUT_BEAT = 0.5;
/** Time constant of the sum for key and tuning, columns (30 s). */
const MEMORY = 300;
/** Number of columns before the first key (5 s). */
const KEY_AFTER = 50;

/**
 * Follows chords and key in live sound: the chord of a beat is the end of the most likely sequence so far. The way the input is cut
 * does not change the chords. Pure.
 */
export class HarmonyFollower {
  readonly #smoothing = new ChordSmoothing(1);
  /** Decaying sum of all columns, `[60]`. */
  readonly #sum = new Float64Array(COLUMN_BINS);
  readonly #chroma = new Float64Array(12);
  /** Number of columns in the sum. */
  #summed = 0;
  /** Time of the first sample of column 0, seconds. */
  #start: number;
  /** Columns from `#first` on, `[columns × 60]`. */
  #columns = new Float32Array(0);
  #first = 0;
  /** Beats after `#edge`, seconds, ascending. */
  #beats: number[] = [];
  /** End of the last beat with a chord, seconds. */
  #edge: number;

  /** @param start time of the first sample of column 0, seconds */
  constructor(start: number) {
    this.#start = start;
    this.#edge = start;
  }

  /**
   * Adds columns and beats.
   *
   * @param columns that follow the last ones, `[columns × 60]`
   * @param beats that follow the last ones, seconds
   * @param until end of the sound whose beats are known, seconds
   */
  push(columns: Float32Array, beats: readonly number[], until: number): HarmonyStep {
    this.#columns = joinedRows([this.#columns, columns]);
    // To the microsecond: sums of steps of different lengths differ by less.
    this.#beats.push(...beats.map((beat) => Math.round(beat * 1e6) / 1e6));
    const chords: ChordSpan[] = [];
    for (let to = this.#nextEdge(until); to !== undefined; to = this.#nextEdge(until))
      chords.push(this.#chordUntil(to));
    foldColumn(this.#sum, this.tuning, this.#chroma);
    const key = this.#summed < KEY_AFTER ? undefined : fittedKey(this.#chroma);
    return { chords, key: key ? { label: chordLabel(key.key), fit: key.fit } : null, tuning: this.tuning, columns };
  }

  /** Distance of the tuning from A4 = 440 Hz, semitones. */
  get tuning(): number {
    return tuning(this.#sum);
  }

  /** Continues after a gap in the sound. Key and tuning stay. @param start time of the first sample after it, seconds */
  restart(start: number): void {
    this.#smoothing.reset();
    this.#columns = new Float32Array(0);
    this.#first = 0;
    this.#beats = [];
    this.#start = start;
    this.#edge = start;
  }

  /** Returns the end of the next beat; undefined while it or its columns are not known. */
  #nextEdge(until: number): number | undefined {
    const edge = this.#edge;
    const beat = this.#beats.find((time) => time > edge + SHORTEST && time <= edge + LONGEST);
    if (beat === undefined && until <= edge + LONGEST) return undefined;
    const to = beat ?? edge + WITHOUT_BEAT;
    const count = this.#first + this.#columns.length / COLUMN_BINS;
    const isComplete = this.#start + count * COLUMN_HOP + MIDDLE_OF_COLUMN >= to;
    return isComplete ? to : undefined;
  }

  #chordUntil(to: number): ChordSpan {
    const from = this.#edge;
    const count = this.#columns.length / COLUMN_BINS;
    const base = this.#start + this.#first * COLUMN_HOP;
    const { first, end } = columnsWithin(from - base, to - base, count);
    for (let at = first; at < end; at++) this.#add(this.#columns.subarray(at * COLUMN_BINS, (at + 1) * COLUMN_BINS));
    foldColumn(meanColumn(this.#columns, first, end), this.tuning, this.#chroma);
    const likeness = new Float64Array(CHORD_COUNT);
    chordLikeness(this.#chroma, likeness);
    this.#smoothing.push(likeness);
    const chord = this.#smoothing.path().at(-1)!;
    this.#columns = this.#columns.slice(end * COLUMN_BINS);
    this.#first += end;
    this.#edge = to;
    this.#beats = this.#beats.filter((beat) => beat > to);
    return { from, to, label: chordLabel(chord), fit: likeness[chord]! };
  }

  #add(column: Float32Array): void {
    for (let bin = 0; bin < COLUMN_BINS; bin++) this.#sum[bin] = this.#sum[bin]! * (1 - 1 / MEMORY) + column[bin]!;
    this.#summed += 1;
  }
}
