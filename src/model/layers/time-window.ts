import * as tf from '@tensorflow/tfjs-core';

/** How the taps of a kernel lie on the time axis. */
export interface TimeTaps {
  /** Number of taps. */
  readonly taps: number;
  /** Input frames per output frame. */
  readonly stride: number;
  /** Input frames between two taps. */
  readonly dilation: number;
}

/** Returns the number of past frames that a layer keeps. */
export function pastFrames({ taps, dilation }: Pick<TimeTaps, 'taps' | 'dilation'>): number {
  return (taps - 1) * dilation;
}

/** Returns the shape of a layer's past. @param input bands and channels of its input */
export function pastShape(
  time: Pick<TimeTaps, 'taps' | 'dilation'>,
  { bands, channels }: { readonly bands: number; readonly channels: number },
): [number, number, number, number] {
  return [1, pastFrames(time), bands, channels];
}

/**
 * Joins the past to new frames, for a causal convolution over the result without padding in time. An output is complete
 * when its newest frame has arrived: with stride s, after the frames s, 2s, 3s … from the stream's start.
 *
 * @param x `[1, T, F, C]`, T ≥ 1
 * @param past `[1, (taps − 1) · dilation, F, C]`: the frames before `x`
 * @param phase frames before `x` since the stream's start, modulo the stride
 * @returns `window` begins with the oldest frame that the first complete output reads; it is absent if no output is
 *   complete. `past` holds the last frames, for the next step.
 */
export function timeWindow(
  x: tf.Tensor4D,
  past: tf.Tensor4D,
  time: TimeTaps,
  phase: number,
): { window: tf.Tensor4D | undefined; past: tf.Tensor4D } {
  const kept = pastFrames(time);
  // [1, kept + T, F, C]; WebGPU cannot concatenate tensors of size 0
  const extended = kept === 0 ? x : tf.concat([past, x], 1);
  const [, length, bands, channels] = extended.shape;
  const frames = length - kept;
  const next = kept === 0 ? tf.clone(past) : tf.slice(extended, [0, frames, 0, 0], [1, kept, bands, channels]);
  const first = time.stride - 1 - phase; // the frame of x that completes the first output
  if (first >= frames) return { window: undefined, past: next };
  const window = first === 0 ? extended : tf.slice(extended, [0, first, 0, 0], [1, length - first, bands, channels]);
  return { window, past: next };
}

/**
 * Returns the past of a layer whose input has always been the same.
 * @param frame `[1, 1, F, C]`
 */
export function constantPast(frame: tf.Tensor4D, time: Pick<TimeTaps, 'taps' | 'dilation'>): tf.Tensor4D {
  const kept = pastFrames(time);
  const [, , bands, channels] = frame.shape;
  if (kept === 0) return tf.zeros([1, 0, bands, channels]);
  return tf.concat(
    Array.from({ length: kept }, () => frame),
    1,
  );
}
