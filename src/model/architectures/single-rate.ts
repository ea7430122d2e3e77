import * as tf from '@tensorflow/tfjs-core';
import type { Architecture } from './architecture.js';

/** Returns the properties of an architecture with one row for each frame, whose state before the first frame is zeros. */
export function singleRate(
  stateShapes: Architecture['stateShapes'],
): Pick<Architecture, 'stateShapes' | 'framesPerOutput' | 'period' | 'initialState'> {
  return {
    stateShapes,
    framesPerOutput: 1,
    period: 1,
    initialState: () => stateShapes.map((shape) => tf.zeros([...shape])),
  };
}
