import * as tf from '@tensorflow/tfjs-core';
import type { Architecture, State, Weights } from './architecture.js';
import type { Front } from './front.js';
import type { Observer } from './observer.js';
import type { RowLayers } from './row-layers.js';

/**
 * Builds an architecture of a front and the layers over its rows. The heads read the output of these layers, then the slow
 * values of the front, if there are any. State: the front's tensors, then those of the layers.
 */
export function layered(front: Front, layers: RowLayers): Architecture {
  const { framesPerRow, period, slowWidth } = front;
  return {
    weightShapes: { ...front.weightShapes, ...layers.weightShapes },
    stateShapes: [...front.stateShapes, ...layers.stateShapes],
    width: layers.width + slowWidth,
    framesPerOutput: framesPerRow,
    period,
    receptiveFieldFrames: 1 + front.past + layers.past * framesPerRow,
    recurrent: front.recurrent || layers.recurrent,
    macsPerFrame: front.macsPerFrame + layers.macsPerRow / framesPerRow,
    headMacsPerFrame: layers.width / framesPerRow + slowWidth / period,
    initialState(weights) {
      const { x, state } = front.initial(weights);
      return [...state, ...layers.initialState(x, weights)];
    },
    forward(frames: tf.Tensor2D, weights: Weights, { tensors, phase }: State, observe?: Observer) {
      const { x, slow, state } = front.forward(frames, weights, tensors, phase, observe);
      const own = tensors.slice(front.stateShapes.length);
      if (!x) return { y: undefined, state: [...state, ...own.map((tensor) => tf.clone(tensor))] };
      const step = layers.forward(x, weights, own, observe); // y: [completed rows, width of the layers]
      return { y: slow ? tf.concat([step.y, slow], 1) : step.y, state: [...state, ...step.state] };
    },
  };
}
