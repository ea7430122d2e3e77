import { meanRow, type Linear } from './linear.js';
import type { Material } from './material.js';
import { momentsOf } from './moments.js';
import type { Sliced } from './slices.js';
import { solvePositive } from './solve.js';

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
  const square = new Float64Array((size * (size + 1)) / 2);
  let total = 0;
  for (const { values, weight } of negatives) {
    const { count, sum, products } = yield* momentsOf(values, size);
    total += weight * count;
    for (let k = 0; k < size; k++) mean[k]! += weight * sum[k]!;
    for (let i = 0; i < square.length; i++) square[i]! += weight * products[i]!;
    yield;
  }
  for (let k = 0; k < size; k++) mean[k]! /= total || 1;
  const covariance = new Float64Array(size * size);
  for (let k = 0, at = 0; k < size; k++) {
    for (let j = 0; j <= k; j++) {
      const value = square[at++]! / (total || 1) - mean[k]! * mean[j]!;
      covariance[k * size + j] = value;
      covariance[j * size + k] = value;
    }
  }
  return { mean, covariance };
}
