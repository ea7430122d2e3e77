import * as tf from '@tensorflow/tfjs-core';

/** Values that change more slowly than the rows that read them. */
export interface SlowValues {
  /** `[1 + completed, width]`: the newest value before the step, then those that the step completes. */
  readonly values: tf.Tensor2D;
  /** Input frames per value. */
  readonly stride: number;
}

/** The rows of a step. */
export interface RowTimes {
  /** Number of rows, ≥ 1. */
  readonly rows: number;
  /** Input frames per row; divides every stride. */
  readonly stride: number;
  /** Input frames before the step since the stream's start, modulo a multiple of every stride. */
  readonly phase: number;
}

/**
 * Gives each row the newest complete value of every source, and sums over the sources. It is one product with zeros and
 * ones, so it needs no kernels but those of the other layers.
 *
 * @returns `[rows, width]`
 */
export function newestRows(sources: readonly SlowValues[], times: RowTimes): tf.Tensor2D {
  const counts = sources.map(({ values }) => values.shape[0]);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const selection = new Float32Array(times.rows * all);
  const rowsBefore = Math.floor(times.phase / times.stride);
  for (let row = 0; row < times.rows; row++) {
    const end = (rowsBefore + row + 1) * times.stride; // input frames when the row is complete
    let first = row * all;
    sources.forEach(({ stride }, i) => {
      selection[first + Math.floor(end / stride) - Math.floor(times.phase / stride)] = 1;
      first += counts[i]!;
    });
  }
  const values = sources.map((source) => source.values);
  return tf.matMul(tf.tensor2d(selection, [times.rows, all]), tf.concat(values, 0));
}
