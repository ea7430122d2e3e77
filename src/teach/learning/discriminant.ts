import { meanRow, type Linear } from './linear.js';
import type { Material } from './material.js';
import type { Sliced } from './slices.js';
import { solvePositive } from './solve.js';

/** Rows of the negatives between two slices. */
const ROWS_IN_SLICE = 100;
/** Share of the plain (unit) covariance in the one of the negatives. */
const SHRINKAGE = 0.5;

/**
 * Learns a linear discriminant with a shrunk covariance. It works with one example, since the spread within a class is taken from
 * everything else: the normalisation makes it about 1 in every direction, and the negatives show where it is more.
 */
export function* discriminant({ size, positives, negatives }: Material): Sliced<Linear> {
  const centre = meanOfExamples(
    positives.map((variants) =>
      meanRow(
        variants.map(({ values }) => values),
        size,
      ),
    ),
    size,
  );
  const { mean, covariance } = yield* spread(negatives, size);
  const trace = covariance.reduce((sum, value, i) => (i % (size + 1) === 0 ? sum + value : sum), 0) / size || 1;
  const shrunk = covariance.map((value, i) => (1 - SHRINKAGE) * value + (i % (size + 1) === 0 ? SHRINKAGE * trace : 0));
  yield;
  const weights = solvePositive(
    shrunk,
    centre.map((value, k) => value - mean[k]!),
  );
  const middle = weights.reduce((sum, weight, k) => sum + (weight * (centre[k]! + mean[k]!)) / 2, 0);
  yield;
  return { weights, bias: -middle };
}

function meanOfExamples(means: readonly Float64Array[], size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => means.reduce((sum, mean) => sum + mean[k]!, 0) / means.length);
}

/** Returns the weighted mean and covariance `[size × size]` of the negatives. */
function* spread(
  negatives: Material['negatives'],
  size: number,
): Sliced<{ readonly mean: Float64Array; readonly covariance: Float64Array }> {
  const mean = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  let total = 0;
  for (const { values, weight } of negatives) {
    for (let i = 0; i < values.length; i++) mean[i % size]! += weight * values[i]!;
    total += (weight * values.length) / size;
  }
  for (let k = 0; k < size; k++) mean[k]! /= total || 1;
  const centred = new Float64Array(size);
  for (const { values, weight } of negatives) {
    for (let first = 0; first < values.length; first += size) {
      if ((first / size) % ROWS_IN_SLICE === 0) yield;
      for (let k = 0; k < size; k++) centred[k] = values[first + k]! - mean[k]!;
      for (let k = 0; k < size; k++) {
        const factor = (weight * centred[k]!) / (total || 1);
        for (let j = 0; j <= k; j++) covariance[k * size + j]! += factor * centred[j]!;
      }
    }
  }
  for (let k = 0; k < size; k++) for (let j = 0; j < k; j++) covariance[j * size + k] = covariance[k * size + j]!;
  return { mean, covariance };
}
