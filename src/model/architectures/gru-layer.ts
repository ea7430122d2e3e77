import * as tf from '@tensorflow/tfjs-core';
import { gru, gruGates, type GruWeights } from '../layers/gru.js';
import type { Weights } from './architecture.js';
import type { RowLayers } from './row-layers.js';

/**
 * Builds a GRU whose heads read `[gru, x]`. Its state begins with zeros. State: `[1, u]`. An observer sees the gates too, but cannot
 * replace them.
 * @param inputs values of x
 */
export function gruLayer(units: number, inputs: number): RowLayers {
  return {
    weightShapes: {
      'gru/kernel': [inputs, 3 * units],
      'gru/recurrentKernel': [units, 3 * units],
      'gru/bias': [3 * units],
      'gru/recurrentBias': [3 * units],
    },
    stateShapes: [[1, units]],
    width: units + inputs,
    past: 0,
    recurrent: true,
    macsPerRow: 3 * units * (inputs + units),
    initialState: () => [tf.zeros([1, units])],
    forward(x, weights, [state], observe) {
      const before = state as tf.Tensor2D;
      const recurrent = gru(x, gruWeights(weights), before); // y: [rows, u]
      if (!observe) return { y: tf.concat([recurrent.y, x], 1), state: [recurrent.state] };
      const { reset, update, candidate } = gruGates(x, gruWeights(weights), before, recurrent.y);
      observe('gru/reset', reset);
      observe('gru/update', update);
      observe('gru/candidate', candidate);
      return { y: tf.concat([observe('gru', recurrent.y), x], 1), state: [recurrent.state] };
    },
  };
}

function gruWeights(weights: Weights): GruWeights {
  return {
    kernel: weights['gru/kernel'] as tf.Tensor2D,
    recurrentKernel: weights['gru/recurrentKernel'] as tf.Tensor2D,
    bias: weights['gru/bias'] as tf.Tensor1D,
    recurrentBias: weights['gru/recurrentBias'] as tf.Tensor1D,
  };
}
