import { layerValue, type HiddenLayer } from '../data/hidden-layer.js';

/** A linear function of normalised embeddings: `weights · x + bias`, with a hidden layer beside it if it has one. */
export interface Linear {
  /** `[size]` */
  readonly weights: Float64Array;
  readonly bias: number;
  /** Added to the product; none when absent. */
  readonly layer?: HiddenLayer<Float64Array> | undefined;
}

/** Returns the value of each row. @param rows `[count × size]` */
export function valuesOf({ weights, bias, layer }: Linear, rows: Float32Array): Float64Array {
  const size = weights.length;
  const values = new Float64Array(rows.length / size).fill(bias);
  for (let row = 0; row < values.length; row++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += weights[k]! * rows[row * size + k]!;
    values[row]! += layer ? sum + layerValue(layer, rows, row) : sum;
  }
  return values;
}

/** Returns the mean row. @param rows `[count × size]` */
export function meanRow(rows: readonly Float32Array[], size: number): Float64Array {
  const mean = new Float64Array(size);
  let count = 0;
  for (const values of rows) {
    for (let i = 0; i < values.length; i++) mean[i % size]! += values[i]!;
    count += values.length / size;
  }
  return mean.map((value) => value / Math.max(1, count));
}
