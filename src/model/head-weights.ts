import * as tf from '@tensorflow/tfjs-core';
import type { DenseWeights } from './layers/dense';
import type { HeadManifest } from './manifest';
import type { Model } from './model';

/** Logits per head, `[T × classes]`, row-major. */
export type Logits = Record<string, Float32Array>;

/**
 * The weights of all heads side by side, `[width, all classes]`, so that one product and one read-back serve them all.
 * The result is the caller's to dispose.
 */
export function joinHeads({ manifest, tensors }: Model): DenseWeights {
  const part = (name: string) => {
    const { values, shape } = tensors.get(name)!;
    return tf.tensor(values, [...shape]);
  };
  return tf.tidy(() => ({
    kernel: tf.concat(
      manifest.heads.map(({ name }) => part(`head.${name}/kernel`) as tf.Tensor2D),
      1,
    ),
    bias: tf.concat(
      manifest.heads.map(({ name }) => part(`head.${name}/bias`) as tf.Tensor1D),
      0,
    ),
  }));
}

/** @param joined logits of all heads side by side, `[T × all classes]`, row-major */
export function splitLogits(joined: Float32Array, heads: readonly HeadManifest[]): Logits {
  const width = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  const frames = joined.length / width;
  const logits: Logits = {};
  let first = 0;
  for (const { name, classes } of heads) {
    const own = new Float32Array(frames * classes.length);
    for (let t = 0; t < frames; t++) {
      own.set(joined.subarray(t * width + first, t * width + first + classes.length), t * classes.length);
    }
    logits[name] = own;
    first += classes.length;
  }
  return logits;
}
