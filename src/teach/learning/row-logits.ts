import { layerValue, type HiddenLayer } from '../data/hidden-layer.js';
import type { TaughtClass } from '../file/taught-class.js';
import { distance, penalty } from './open-set.js';

/** What scores a row: a class, or a part of one while it is learnt. */
export type Scorer = Pick<TaughtClass, 'bias' | 'radius' | 'calibration'> & {
  readonly weights: ArrayLike<number>;
  readonly centre: ArrayLike<number>;
  readonly layer?: HiddenLayer<ArrayLike<number>> | undefined;
};

/** Number of neighbouring rows whose mean counts as a peak: about the time constant of the decisions. */
const PEAK_ROWS = 3;

/**
 * Returns the calibrated logit of each row. A row farther from the centre than any example loses some of it. Learning and scoring use
 * this one function.
 *
 * @param rows normalised embeddings, `[count × size]`
 * @param out receives the logits
 * @param stride places from one logit to the next
 */
export function rowLogits(
  { weights, bias, centre, radius, layer, calibration: { slope, offset } }: Scorer,
  rows: Float32Array,
  out: Float32Array | Float64Array,
  first = 0,
  stride = 1,
): void {
  const size = weights.length;
  const count = rows.length / size;
  for (let row = 0; row < count; row++) {
    let sum = bias;
    for (let k = 0; k < size; k++) sum += weights[k]! * rows[row * size + k]!;
    if (layer) sum += layerValue(layer, rows, row);
    out[first + row * stride] = slope * sum + offset - penalty(distance(rows, row, centre), radius);
  }
}

/** Returns the peak of the logits of rows. @param rows normalised embeddings, `[count × size]` */
export function peakIn(scorer: Scorer, rows: Float32Array): number {
  const logits = new Float64Array(rows.length / scorer.weights.length);
  rowLogits(scorer, rows, logits);
  return peakOf(logits);
}

/** Returns the highest mean of neighbouring logits. */
export function peakOf(logits: ArrayLike<number>): number {
  const width = Math.min(PEAK_ROWS, logits.length);
  let highest = -Infinity;
  for (let i = 0; i + width <= logits.length; i++) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += logits[i + k]!;
    highest = Math.max(highest, sum / width);
  }
  return highest;
}

/** Returns the highest logit of rows, each of which is the mean of a moment. @param rows normalised embeddings, `[count × size]` */
export function highestIn(scorer: Scorer, rows: Float32Array): number {
  const logits = new Float64Array(rows.length / scorer.weights.length);
  rowLogits(scorer, rows, logits);
  return logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
}
