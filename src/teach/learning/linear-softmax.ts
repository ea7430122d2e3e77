/** Smallest distance of a score from 0 and 1, so that logits stay finite. */
const MARGIN = 1e-7;

/** Returns the score of a logit. */
export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Returns the logit of a score. */
export function logitOf(score: number): number {
  const clamped = Math.min(1 - MARGIN, Math.max(MARGIN, score));
  return Math.log(clamped / (1 - clamped));
}

/**
 * Pools the scores of a sound's rows into one: `Σp² / Σp`, the linear softmax (Wang, Li and Metze 2019). A few sure rows suffice,
 * and the others hardly lower it.
 *
 * @param logits of the rows, at least one
 * @param gradient receives the derivative of the pooled score by each logit
 */
export function pooledScore(logits: Float64Array, gradient?: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const logit of logits) {
    const score = Math.max(sigmoid(logit), MARGIN);
    sum += score;
    squares += score * score;
  }
  const pooled = squares / sum;
  if (gradient) {
    for (let i = 0; i < logits.length; i++) {
      const score = Math.max(sigmoid(logits[i]!), MARGIN);
      gradient[i] = ((2 * score - pooled) / sum) * score * (1 - score);
    }
  }
  return pooled;
}
