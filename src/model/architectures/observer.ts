import type * as tf from '@tensorflow/tfjs-core';

/**
 * Sees the activations of a network while it computes a step, and may replace them: it returns the values that the next
 * layers read, of the same shape. An activation has the name of its layer's weights, such as `trunk/block3`;
 * the logits of all heads are `heads`. It runs inside `tf.tidy`: values that it keeps need `tf.keep`.
 *
 * Only tensors are observed. The fused network on WASM has no observer, so listening costs the same with or without one.
 */
export type Observer = <T extends tf.Tensor>(name: string, values: T) => T;

/** Changes nothing. */
export const unobserved: Observer = (_, values) => values;
