import * as tf from '@tensorflow/tfjs-core';
import type { DenseWeights } from '../layers/dense.js';
import type { HeadManifest, Model } from '../manifest.js';

/** Logits per head, `[T × classes]`, row-major. */
export type Logits = Record<string, Float32Array>;

/**
 * Joins the weights of all heads, `[width, all classes]`, so that one product and one read-back serve every head. The
 * caller disposes of the result.
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

/**
 * Splits the logits of all heads into one array per head.
 * @param pieces logits of all heads side by side, `[T × all classes]` row-major, in order of time
 */
export function splitLogits(pieces: readonly Float32Array[], heads: readonly HeadManifest[]): Logits {
  const width = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  const frames = pieces.reduce((sum, piece) => sum + piece.length, 0) / width;
  const logits: Logits = {};
  let firstClass = 0;
  for (const { name, classes } of heads) {
    const own = new Float32Array(frames * classes.length);
    let written = 0;
    for (const piece of pieces) {
      for (let row = firstClass; row < piece.length; row += width) {
        own.set(piece.subarray(row, row + classes.length), written);
        written += classes.length;
      }
    }
    logits[name] = own;
    firstClass += classes.length;
  }
  return logits;
}
