import { CHORD_COUNT } from './chord-templates.js';

/** Probability that a chord lasts to the next beat. */
const STAY = 0.5;
/** Logarithm of a chord's probability for each unit of likeness. */
const SHARPNESS = 16;

const STAY_COST = -Math.log(STAY);
const MOVE_COST = -Math.log((1 - STAY) / (CHORD_COUNT - 1));

/**
 * Finds the most likely chords beat by beat with the Viterbi algorithm (Viterbi 1967): each chord tends to last, all changes are equally
 * likely. `push` adds a beat; `path` follows the best chord of the newest beat back. Pure.
 */
export class ChordSmoothing {
  #scores = new Float64Array(CHORD_COUNT);
  /** Best chord before each chord, for the newest beats. */
  readonly #before: Uint8Array[] = [];
  readonly #keep: number;

  /** @param keep number of beats that `path` can return */
  constructor(keep = Infinity) {
    this.#keep = keep;
  }

  /** Adds a beat. @param likeness to each chord, `[25]` */
  push(likeness: ArrayLike<number>): void {
    const before = new Uint8Array(CHORD_COUNT);
    const next = new Float64Array(CHORD_COUNT);
    const best = highest(this.#scores);
    const moved = this.#scores[best]! - MOVE_COST;
    for (let chord = 0; chord < CHORD_COUNT; chord++) {
      const stayed = this.#scores[chord]! - STAY_COST;
      before[chord] = stayed >= moved ? chord : best;
      next[chord] = Math.max(stayed, moved) + SHARPNESS * likeness[chord]!;
    }
    // Only differences matter. This keeps the sums from growing over hours.
    const top = next[highest(next)]!;
    this.#scores = next.map((score) => score - top);
    this.#before.push(before);
    if (this.#before.length > this.#keep) this.#before.shift();
  }

  /** Returns the chords of the newest beats, oldest first. They may change with the next beat. */
  path(): number[] {
    const path: number[] = [];
    let chord = highest(this.#scores);
    for (let i = this.#before.length - 1; i >= 0; i--) {
      path.push(chord);
      chord = this.#before[i]![chord]!;
    }
    return path.reverse();
  }

  /** Forgets all beats. */
  reset(): void {
    this.#scores.fill(0);
    this.#before.length = 0;
  }
}

function highest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
