import * as tf from '@tensorflow/tfjs-core';
import { bandValue } from '../features/band-value.js';
import type { Observer } from '../model/architectures/observer.js';
import type { Model } from '../model/manifest.js';
import type { Breakage } from './breakages.js';
import { firstColumnOf } from './head-columns.js';

/** Frames of the future that the broken first layer reads. */
export const FUTURE_FRAMES = 4;

/** Head with the ReLU. */
const HEAD = 'bird';

/** Returns a model whose weights have the faults; the same model if the faults need no other weights. */
export function brokenModel(model: Model, broken: ReadonlySet<Breakage>): Model {
  if (!broken.has('no-normalisation')) return model;
  const { features } = model.manifest;
  // Some features are scaled already. 0 dB is a power of 1, and 10 dB one of 10.
  const zero = bandValue(1, features);
  const tensors = new Map(model.tensors);
  for (const [name, value] of [
    ['normalize/mean', zero],
    ['normalize/scale', 10 / (bandValue(10, features) - zero)],
  ] as const) {
    const { shape, values } = tensors.get(name)!;
    tensors.set(name, { shape, values: new Float32Array(values.length).fill(value) });
  }
  return { ...model, tensors };
}

/** Returns an observer that puts faulty activations in place of the right ones. */
export function breaking({ manifest }: Pick<Model, 'manifest'>, broken: ReadonlySet<Breakage>): Observer {
  return (name, values) => {
    if (name === 'normalize' && broken.has('future')) return ahead(values);
    if (name === 'heads' && broken.has('relu')) return rectified(values, columnsOf(manifest));
    return values;
  };
}

/** Returns the first column of the broken head and the column after its last. */
function columnsOf({ heads }: Model['manifest']): readonly [number, number] {
  const first = Math.max(0, firstColumnOf(heads, HEAD));
  const count = heads.find(({ name }) => name === HEAD)?.classes.length ?? 0;
  return [first, first + count];
}

/** Moves frames `[T, bands]` earlier; zeros stand for those that have not come. */
function ahead<T extends tf.Tensor>(frames: T): T {
  const [count, bands] = frames.shape as [number, number];
  const by = Math.min(FUTURE_FRAMES, count);
  const missing = tf.zeros([by, bands]);
  return (by === count ? missing : tf.concat([tf.slice(frames, [by, 0], [count - by, bands]), missing], 0)) as T;
}

/** Applies a ReLU to some of the columns of `[rows, classes]`. */
function rectified<T extends tf.Tensor>(logits: T, [first, end]: readonly [number, number]): T {
  const [rows, classes] = logits.shape as [number, number];
  const parts = [
    tf.slice(logits, [0, 0], [rows, first]),
    tf.relu(tf.slice(logits, [0, first], [rows, end - first])),
    tf.slice(logits, [0, end], [rows, classes - end]),
  ].filter(({ size }) => size > 0);
  return tf.concat(parts, 1) as T;
}
