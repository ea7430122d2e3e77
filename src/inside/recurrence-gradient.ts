import * as tf from '@tensorflow/tfjs-core';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/**
 * Returns the gradient of a GRU's recurrent part with respect to what comes from its input: back-propagation through time.
 *
 * @param dy gradient with respect to the outputs, `[T, u]`
 * @param saved `fromInput` `[T, 3u]`, `recurrentKernel` `[u, 3u]`, `recurrentBias` `[3u]`, `state` `[1, u]` and the outputs `[T, u]`
 * @returns `[T, 3u]`, gates r, z, n
 */
export function recurrenceGradient(dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor {
  const [fromInput, kernel, , state, y] = saved.map((tensor) => tensor.dataSync<'float32'>());
  const [frames, units] = dy.shape as [number, number];
  const width = 3 * units;
  const fromState = statesProduct(saved, frames, units); // [T, 3u]
  const outer = dy.dataSync<'float32'>();
  const gradient = new Float32Array(frames * width);
  /** Gradient with respect to the state after the current frame, from later frames. */
  let later = new Float32Array(units);
  /** Gradient with respect to a row of `fromState`. */
  const inner = new Float32Array(width);
  for (let t = frames - 1; t >= 0; t--) {
    const before = t === 0 ? state! : y!.subarray((t - 1) * units, t * units);
    const earlier = new Float32Array(units);
    const row = t * width;
    for (let u = 0; u < units; u++) {
      const r = sigmoid(fromInput![row + u]! + fromState[row + u]!);
      const z = sigmoid(fromInput![row + units + u]! + fromState[row + units + u]!);
      const remembered = fromState[row + 2 * units + u]!;
      const n = Math.tanh(fromInput![row + 2 * units + u]! + r * remembered);
      const dh = outer[t * units + u]! + later[u]!;
      const dn = dh * (1 - z) * (1 - n * n);
      const dz = dh * (before[u]! - n) * z * (1 - z);
      const dr = dn * remembered * r * (1 - r);
      earlier[u] = dh * z;
      gradient[row + u] = inner[u] = dr;
      gradient[row + units + u] = inner[units + u] = dz;
      gradient[row + 2 * units + u] = dn;
      inner[2 * units + u] = dn * r;
    }
    for (let i = 0; i < units; i++) {
      let sum = 0;
      for (let o = 0; o < width; o++) sum += inner[o]! * kernel![i * width + o]!;
      earlier[i]! += sum;
    }
    later = earlier;
  }
  return tf.tensor(gradient, [frames, width]);
}

/** Returns what the state before each frame gives to the gates, `[frames × 3 · units]`, row-major: one product for all frames. */
function statesProduct(saved: readonly tf.Tensor[], frames: number, units: number): Float32Array {
  const [, kernel, bias, state, y] = saved as readonly tf.Tensor2D[];
  const before = frames === 1 ? state! : tf.concat([state!, tf.slice(y!, [0, 0], [frames - 1, units])], 0); // [T, u]
  return tf.add(tf.matMul(before, kernel!), bias!).dataSync<'float32'>();
}
