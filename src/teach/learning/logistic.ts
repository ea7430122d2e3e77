import { valuesOf, type Linear } from './linear.js';
import { sideWeights, type Material } from './material.js';
import { minimising } from './minimise.js';
import { absenceLoss, presenceLoss } from './row-costs.js';
import type { Sliced } from './slices.js';

/** Most steps of the minimiser. */
const ITERATIONS = 40;

/**
 * Learns a logistic regression. The loss is binary cross-entropy: for each variant of an example on its pooled score, for each
 * negative row on its own. Both sides count half ({@link sideWeights}).
 *
 * @param start weights to begin with
 * @param regularisation factor of half the squared norm of the weights
 * @param onStep receives the loss after each step
 */
export function* logisticRegression(
  material: Material,
  start: Linear,
  regularisation: number,
  onStep?: (loss: number) => void,
): Sliced<Linear> {
  const { size, positives, negatives } = material;
  const { alpha, beta } = sideWeights(material);
  const all = alpha * positives.length + beta * counted(material);
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    const linear = { weights: x.subarray(0, size), bias: x[size]! };
    let loss = 0;
    for (const variants of positives) {
      const weight = alpha / all / variants.length;
      for (const { values } of variants) loss += weight * positiveLoss(linear, values, weight, gradient);
    }
    for (const { values, weight } of negatives) loss += negativeLoss(linear, values, (weight * beta) / all, gradient);
    for (let k = 0; k < size; k++) {
      loss += (regularisation / 2) * x[k]! ** 2;
      gradient[k]! += regularisation * x[k]!;
    }
    return loss;
  };
  const scaled = scaledStart(material, start);
  const x = yield* minimising(objective, Float64Array.of(...scaled.weights, scaled.bias), ITERATIONS, onStep);
  return { weights: x.slice(0, size), bias: x[size]! };
}

function counted({ negatives, size }: Material): number {
  return negatives.reduce((sum, { values, weight }) => sum + (weight * values.length) / size, 0);
}

/** Scales the start so that the mean of the examples has a logit of 2. The discriminant's own scale says nothing about odds. */
function scaledStart({ positives }: Material, { weights, bias }: Linear): Linear {
  const highest = positives.flatMap((variants) =>
    variants.map(({ values }) =>
      valuesOf({ weights, bias }, values).reduce((most, value) => Math.max(most, value), -Infinity),
    ),
  );
  const mean = highest.reduce((sum, value) => sum + value, 0) / highest.length;
  const scale = mean > 0 ? 2 / mean : 1;
  return { weights: weights.map((weight) => weight * scale), bias: bias * scale };
}

/** Returns the loss of a variant, and adds its weighted gradient. */
function positiveLoss(linear: Linear, rows: Float32Array, weight: number, gradient: Float64Array): number {
  const logits = valuesOf(linear, rows);
  const slopes = new Float64Array(logits.length);
  const loss = presenceLoss(logits, slopes);
  addGradient(slopes, rows, weight, gradient);
  return loss;
}

/** Returns the weighted loss of negative rows, and adds their gradient. */
function negativeLoss(linear: Linear, rows: Float32Array, weight: number, gradient: Float64Array): number {
  const logits = valuesOf(linear, rows);
  const slopes = new Float64Array(logits.length);
  const loss = absenceLoss(logits, slopes);
  addGradient(slopes, rows, weight, gradient);
  return weight * loss;
}

/** Adds the weighted gradient of a linear function whose rows have these slopes. */
function addGradient(slopes: Float64Array, rows: Float32Array, weight: number, gradient: Float64Array): void {
  const size = gradient.length - 1;
  for (let row = 0; row < slopes.length; row++) {
    const factor = weight * slopes[row]!;
    for (let k = 0; k < size; k++) gradient[k]! += factor * rows[row * size + k]!;
    gradient[size]! += factor;
  }
}
