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
  const [fromInput, kernel, bias, state, y] = saved.map((tensor) => tensor.dataSync<'float32'>());
  const [frames, units] = dy.shape as [number, number];
  const width = 3 * units;
  const outer = dy.dataSync<'float32'>();
  const gradient = new Float32Array(frames * width);
  /** Gradient with respect to the state after the current frame, from later frames. */
  let later = new Float32Array(units);
  const fromState = new Float32Array(width);
  /** Gradient with respect to `fromState`. */
  const inner = new Float32Array(width);
  for (let t = frames - 1; t >= 0; t--) {
    const before = t === 0 ? state! : y!.subarray((t - 1) * units, t * units);
    fromState.set(bias!);
    for (let i = 0; i < units; i++)
      for (let o = 0; o < width; o++) fromState[o]! += before[i]! * kernel![i * width + o]!;
    const earlier = new Float32Array(units);
    const row = t * width;
    for (let u = 0; u < units; u++) {
      const r = sigmoid(fromInput![row + u]! + fromState[u]!);
      const z = sigmoid(fromInput![row + units + u]! + fromState[units + u]!);
      const remembered = fromState[2 * units + u]!;
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
    for (let i = 0; i < units; i++) for (let o = 0; o < width; o++) earlier[i]! += inner[o]! * kernel![i * width + o]!;
    later = earlier;
  }
  return tf.tensor(gradient, [frames, width]);
}
