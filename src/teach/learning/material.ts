import type { Rows } from '../examples/embed.js';

/** One example of a sound: the rows of each of its variants. */
export type ExampleRows = readonly Rows[];

/** Rows that are not the sound. */
export interface NegativeRows {
  /** Normalised embeddings, `[count × size]`. */
  readonly values: Float32Array;
  /** How much a row counts, relative to one sound of the bank. */
  readonly weight: number;
}

/** What one class is learnt from. */
export interface Material {
  /** Values of a row. */
  readonly size: number;
  readonly positives: readonly ExampleRows[];
  readonly negatives: readonly NegativeRows[];
}

/** Weight of a row of the room. Its rows are many, and much alike. */
export const ROOM_WEIGHT = 0.05;

/**
 * Weights of the two sides of the loss, by the number of examples, not of rows: each side counts half in all. `alpha` is the weight
 * of one example of the sound, `beta` that of one negative of weight 1.
 */
export interface SideWeights {
  readonly alpha: number;
  readonly beta: number;
}

/** Returns the weights of the two sides. */
export function sideWeights({ positives, negatives, size }: Material): SideWeights {
  const counted = negatives.reduce((sum, { values, weight }) => sum + (weight * values.length) / size, 0);
  const all = positives.length + counted;
  return { alpha: all / (2 * Math.max(1, positives.length)), beta: all / (2 * Math.max(1, counted)) };
}
