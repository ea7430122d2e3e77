import * as tf from '@tensorflow/tfjs-core';

/** A function that a layer applies to each output value. */
export type Activation = 'linear' | 'relu' | 'hard-swish';

/** The part of an activation that tfjs's convolutions compute themselves; {@link afterConvolution} does the rest. */
export function fusedPart(activation: Activation): 'linear' | 'relu' {
  return activation === 'relu' ? 'relu' : 'linear';
}

/** Completes an activation of which {@link fusedPart} is done. */
export function afterConvolution<T extends tf.Tensor>(x: T, activation: Activation): T {
  return activation === 'hard-swish' ? hardSwish(x) : x;
}

/** Computes `x · min(max(x + 3, 0), 6) / 6` (Howard et al., "Searching for MobileNetV3", 2019). */
export function hardSwish<T extends tf.Tensor>(x: T): T {
  return tf.mul(tf.mul(x, tf.relu6(tf.add(x, 3))), 1 / 6);
}
