import type { Calibration } from '../file/taught-class.js';
import { sigmoid } from './linear-softmax.js';
import { minimise } from './minimise.js';

/** Weight of the prior, which keeps the fit near slope 1 and offset 0, relative to one logit of an example. */
const PRIOR = 0.05;

/**
 * Fits a calibration to logits of left-out examples and of negatives (Platt 2000), with both sides counting half, so that a score of
 * 0.5 is as often right as wrong where the sound is as frequent as its absence.
 */
export function calibrate(positives: readonly number[], negatives: readonly number[]): Calibration {
  if (positives.length === 0 || negatives.length === 0) return { slope: 1, offset: 0 };
  // Platt's targets: never quite 0 or 1, since the counts are small.
  const high = (positives.length + 1) / (positives.length + 2);
  const low = 1 / (negatives.length + 2);
  const prior = PRIOR / positives.length;
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    const [slope, offset] = [Math.exp(x[0]!), x[1]!];
    gradient[0] = prior * x[0]!;
    gradient[1] = prior * x[1]!;
    let loss = (prior / 2) * (x[0]! ** 2 + x[1]! ** 2);
    const add = (logits: readonly number[], target: number) => {
      for (const logit of logits) {
        const score = sigmoid(slope * logit + offset);
        const weight = 0.5 / logits.length;
        const safe = Math.min(1 - 1e-12, Math.max(1e-12, score));
        loss -= weight * (target * Math.log(safe) + (1 - target) * Math.log(1 - safe));
        gradient[0]! += weight * (score - target) * slope * logit;
        gradient[1]! += weight * (score - target);
      }
    };
    add(positives, high);
    add(negatives, low);
    return loss;
  };
  const [logSlope, offset] = minimise(objective, new Float64Array(2), 60);
  return { slope: Math.exp(Math.min(3, Math.max(-3, logSlope!))), offset: offset! };
}
