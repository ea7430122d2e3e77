import { pooledScore, sigmoid } from './linear-softmax.js';

/** Smallest score in a logarithm. */
const MARGIN = 1e-7;

/**
 * Returns the loss of the rows of a sound in which the class is: minus the logarithm of their pooled score.
 *
 * @param logits of the rows, at least one
 * @param slopes receives the derivative of the loss by each logit
 */
export function presenceLoss(logits: Float64Array, slopes?: Float64Array): number {
  const pooled = Math.max(pooledScore(logits, slopes), MARGIN);
  if (slopes) for (let row = 0; row < slopes.length; row++) slopes[row]! /= -pooled;
  return -Math.log(pooled);
}

/**
 * Returns the sum of the losses of rows in which the class is not: binary cross-entropy.
 *
 * @param slopes receives the derivative of the loss by each logit
 */
export function absenceLoss(logits: Float64Array, slopes?: Float64Array): number {
  let loss = 0;
  for (let row = 0; row < logits.length; row++) {
    const logit = logits[row]!;
    loss += logit > 0 ? logit + Math.log1p(Math.exp(-logit)) : Math.log1p(Math.exp(logit));
    if (slopes) slopes[row] = sigmoid(logit);
  }
  return loss;
}
