import type { HeadManifest } from '../model/manifest.js';

/**
 * Computes one frame of calibrated scores, `activation(logits / temperature)`. A sigmoid head scores each class
 * independently; the scores of a softmax head sum to one.
 *
 * @param logits finite, `[frames × classes]`, row-major
 * @param row index of the frame in `logits`
 * @param scores receives `[classes]`, each 0 to 1
 */
export function activate(
  head: HeadManifest,
  logits: ArrayLike<number>,
  row: number,
  scores: Float32Array | Float64Array,
): void {
  const classes = head.classes.length;
  const first = row * classes;
  if (head.activation === 'sigmoid') {
    const { temperature } = head;
    for (let c = 0; c < classes; c++) scores[c] = 1 / (1 + Math.exp(-logits[first + c]! / temperature));
    return;
  }
  let largest = -Infinity;
  for (let c = 0; c < classes; c++) largest = Math.max(largest, logits[first + c]!);
  let sum = 0;
  // With the largest logit subtracted, no exponential can overflow and the sum is at least 1.
  for (let c = 0; c < classes; c++) sum += Math.exp((logits[first + c]! - largest) / head.temperature);
  for (let c = 0; c < classes; c++) scores[c] = Math.exp((logits[first + c]! - largest) / head.temperature) / sum;
}
