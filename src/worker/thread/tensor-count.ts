import * as tf from '@tensorflow/tfjs-core';

/** Returns the number of tensors that exist. Needs no backend: fused networks run without one. */
export function tensorCount(): number {
  return tf.engine().state.numTensors;
}
