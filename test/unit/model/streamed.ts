import * as tf from '@tensorflow/tfjs-core';

/** A layer with its weights: maps input and state to output and next state. */
export type Layer = (x: tf.Tensor, state: tf.Tensor) => { y: tf.Tensor; state: tf.Tensor };

/**
 * Runs a layer over an input that is cut into steps along an axis. Returns the concatenated output.
 *
 * @param cuts frames per step; their sum is the whole length
 */
export function streamed(
  layer: Layer,
  x: tf.Tensor,
  stateShape: number[],
  cuts: readonly number[],
  axis: number,
): Float32Array {
  const output = tf.tidy(() => {
    let state = tf.zeros(stateShape);
    let first = 0;
    const outputs = cuts.map((frames) => {
      const begin = x.shape.map((_, i) => (i === axis ? first : 0));
      const size = x.shape.map((length, i) => (i === axis ? frames : length));
      const step = layer(tf.slice(x, begin, size), state);
      state = step.state;
      first += frames;
      return step.y;
    });
    return tf.concat(outputs, axis);
  });
  const values = output.dataSync<'float32'>();
  output.dispose();
  return values;
}
