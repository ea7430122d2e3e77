import * as tf from '@tensorflow/tfjs-core';
import { dense } from '../layers/dense.js';
import { normalize } from '../layers/normalize.js';
import type { ConvManifest } from '../manifest.js';
import { convStack } from './conv-stack.js';
import type { Front } from './front.js';
import { denseWeights, namedShapes, normalizeShapes, normalizeWeights } from './named-weights.js';
import { unobserved } from './observer.js';

/**
 * Builds a front with a row for each frame: a stack of convolutions, then a dense layer with ReLU. The past of every layer
 * begins with zeros. State: the stack's tensors.
 *
 * @param name of the dense layer
 * @param units of the dense layer
 */
export function frameFront(conv: readonly ConvManifest[], bands: number, name: string, units: number): Front {
  const stack = convStack(conv, 'conv', { bands, channels: 1 });
  return {
    weightShapes: { ...normalizeShapes(bands), ...stack.weightShapes, ...namedShapes(name, [stack.width, units]) },
    stateShapes: stack.stateShapes,
    width: units,
    slowWidth: 0,
    framesPerRow: 1,
    period: 1,
    past: stack.past,
    recurrent: false,
    macsPerFrame: stack.macsPerFrame + stack.width * units,
    initial: () => ({ x: undefined, state: stack.stateShapes.map((shape) => tf.zeros([...shape])) }),
    forward(frames, weights, state, _, observe = unobserved) {
      const normalized = observe('normalize', normalize(frames, normalizeWeights(weights)));
      const image = tf.reshape(normalized, [1, frames.shape[0], bands, 1]) as tf.Tensor4D;
      const convolved = stack.forward(image, weights, state, observe);
      const x = observe(name, dense(convolved.y, denseWeights(weights, name), { relu: true }));
      return { x, slow: undefined, state: convolved.state };
    },
  };
}
