import * as tf from '@tensorflow/tfjs-core';
import { dense } from '../layers/dense.js';
import { gru } from '../layers/gru.js';
import { normalize } from '../layers/normalize.js';
import type { CrnnManifest } from '../manifest.js';
import type { Architecture, State, Weights } from './architecture.js';
import { convStack } from './conv-stack.js';
import { singleRate } from './single-rate.js';

/**
 * Builds causal 2-D convolutions with stride in frequency only, a dense layer and a GRU. The heads read `[gru, dense]`.
 * State: the convolutions' tensors, then the GRU's `[1, u]`.
 */
export function crnn(manifest: CrnnManifest, bands: number): Architecture {
  const { dense: denseWidth, gru: units } = manifest;
  const conv = convStack(manifest.conv, bands);

  const weightShapes: Record<string, readonly number[]> = {
    'normalize/mean': [bands],
    'normalize/scale': [bands],
    ...conv.weightShapes,
    'dense/kernel': [conv.width, denseWidth],
    'dense/bias': [denseWidth],
    'gru/kernel': [denseWidth, 3 * units],
    'gru/recurrentKernel': [units, 3 * units],
    'gru/bias': [3 * units],
    'gru/recurrentBias': [3 * units],
  };

  function forward(x: tf.Tensor2D, weights: Weights, { tensors }: State) {
    const normalized = normalize(x, {
      mean: weights['normalize/mean'] as tf.Tensor1D,
      scale: weights['normalize/scale'] as tf.Tensor1D,
    });
    const convolved = conv.forward(normalized, weights, tensors); // y: [T, F·C]
    const denseWeights = {
      kernel: weights['dense/kernel'] as tf.Tensor2D,
      bias: weights['dense/bias'] as tf.Tensor1D,
    };
    const embedded = dense(convolved.y, denseWeights, { relu: true }); // [T, dense]
    const recurrent = gru(
      embedded,
      {
        kernel: weights['gru/kernel'] as tf.Tensor2D,
        recurrentKernel: weights['gru/recurrentKernel'] as tf.Tensor2D,
        bias: weights['gru/bias'] as tf.Tensor1D,
        recurrentBias: weights['gru/recurrentBias'] as tf.Tensor1D,
      },
      tensors[conv.stateShapes.length] as tf.Tensor2D,
    ); // y: [T, u]
    return { y: tf.concat([recurrent.y, embedded], 1), state: [...convolved.state, recurrent.state] }; // [T, u + dense]
  }

  return {
    weightShapes,
    ...singleRate([...conv.stateShapes, [1, units]]),
    width: units + denseWidth,
    receptiveFieldFrames: 1 + conv.past,
    recurrent: true,
    macsPerFrame: conv.macsPerFrame + conv.width * denseWidth + 3 * units * (denseWidth + units),
    forward,
  };
}
