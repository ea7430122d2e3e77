import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { causalConv1d, conv1dPast } from '../../../src/model/layers/causal-conv1d.js';
import { causalConv2d } from '../../../src/model/layers/causal-conv2d.js';
import { gru } from '../../../src/model/layers/gru.js';
import { meanDecay, squeezeExcitation } from '../../../src/model/layers/squeeze-excitation.js';
import { expectClose } from './expect-close.js';
import { seededRandom } from '../../harness/random.js';
import { randomCuts, randomValues } from './random-frames.js';
import { streamed, type Layer } from './streamed.js';
import { useBackend } from './test-backends.js';

const FRAMES = 40;
const CUTTINGS = 20;

interface Case {
  readonly name: string;
  readonly inputShape: number[];
  readonly stateShape: number[];
  /** The time axis. */
  readonly axis: number;
  /** Shapes of the weights. */
  readonly weights: number[][];
  readonly layer: (...weights: tf.Tensor[]) => Layer;
}

function conv2dCase(kt: number, kf: number, strideF: number, bands: number): Case {
  return {
    name: `causal 2-D convolution, kernel ${kt}×${kf}, stride ${strideF}, ${bands} bands`,
    inputShape: [1, FRAMES, bands, 3],
    stateShape: [1, kt - 1, bands, 3],
    axis: 1,
    weights: [[kt, kf, 3, 5], [5]],
    layer: (kernel, bias) => (x, state) =>
      causalConv2d(
        x as tf.Tensor4D,
        { kernel: kernel as tf.Tensor4D, bias: bias as tf.Tensor1D },
        state as tf.Tensor4D,
        strideF,
      ),
  };
}

function conv1dCase(k: number, dilation: number): Case {
  return {
    name: `causal 1-D convolution, kernel ${k}, dilation ${dilation}`,
    inputShape: [FRAMES, 4],
    stateShape: [conv1dPast(k, dilation), 4],
    axis: 0,
    weights: [[k, 4, 6], [6]],
    layer: (kernel, bias) => (x, state) =>
      causalConv1d(
        x as tf.Tensor2D,
        { kernel: kernel as tf.Tensor3D, bias: bias as tf.Tensor1D },
        state as tf.Tensor2D,
        dilation,
      ),
  };
}

function gruCase(inputs: number, units: number): Case {
  return {
    name: `GRU, ${inputs} inputs, ${units} units`,
    inputShape: [FRAMES, inputs],
    stateShape: [1, units],
    axis: 0,
    weights: [[inputs, 3 * units], [units, 3 * units], [3 * units], [3 * units]],
    layer: (kernel, recurrentKernel, bias, recurrentBias) => (x, state) =>
      gru(
        x as tf.Tensor2D,
        {
          kernel: kernel as tf.Tensor2D,
          recurrentKernel: recurrentKernel as tf.Tensor2D,
          bias: bias as tf.Tensor1D,
          recurrentBias: recurrentBias as tf.Tensor1D,
        },
        state as tf.Tensor2D,
      ),
  };
}

function squeezeExcitationCase(bands: number, channels: number, squeezed: number): Case {
  return {
    name: `squeeze-excitation, ${bands} bands, ${channels} channels`,
    inputShape: [1, FRAMES, bands, channels],
    stateShape: [1, channels],
    axis: 1,
    weights: [[channels, squeezed], [squeezed], [squeezed, channels], [channels]],
    layer: (squeeze, squeezeBias, excite, exciteBias) => (x, state) =>
      squeezeExcitation(
        x as tf.Tensor4D,
        {
          squeeze: { kernel: squeeze as tf.Tensor2D, bias: squeezeBias as tf.Tensor1D },
          excite: { kernel: excite as tf.Tensor2D, bias: exciteBias as tf.Tensor1D },
        },
        state as tf.Tensor2D,
        meanDecay(0.08, 0.5),
      ),
  };
}

const cases: Case[] = [
  conv2dCase(1, 1, 1, 8),
  conv2dCase(1, 3, 2, 8),
  conv2dCase(2, 3, 1, 8),
  conv2dCase(3, 5, 2, 16),
  conv2dCase(3, 3, 4, 9),
  conv2dCase(5, 7, 3, 10),
  conv1dCase(1, 1),
  conv1dCase(2, 1),
  conv1dCase(2, 2),
  conv1dCase(2, 16),
  conv1dCase(2, 64),
  conv1dCase(3, 1),
  conv1dCase(3, 4),
  conv1dCase(5, 3),
  gruCase(1, 1),
  gruCase(6, 8),
  gruCase(8, 6),
  squeezeExcitationCase(1, 4, 2),
  squeezeExcitationCase(5, 8, 3),
];

function randomTensor(shape: number[], random: () => number): tf.Tensor {
  return tf.tensor(randomValues(tf.util.sizeFromShape(shape), 1, random), shape);
}

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`layers on ${backend}: any cutting of the input gives the output for the whole`, () => {
    beforeAll(() => useBackend(backend));

    cases.forEach(({ name, inputShape, stateShape, axis, weights, layer }, index) => {
      it(name, () => {
        const random = seededRandom(index);
        const before = tf.memory().numTensors;
        const tensors = weights.map((shape) => randomTensor(shape, random));
        const x = randomTensor(inputShape, random);
        const whole = streamed(layer(...tensors), x, stateShape, [FRAMES], axis);
        expect(
          whole.some((value) => Math.abs(value) > 0.01),
          'says something',
        ).to.equal(true);
        for (let i = 0; i < CUTTINGS; i++) {
          const cuts = randomCuts(FRAMES, 1 + (i % 12), random);
          expectClose(
            streamed(layer(...tensors), x, stateShape, cuts, axis),
            whole,
            1e-5,
            `steps of ${cuts.join(', ')}`,
          );
        }
        tf.dispose([tensors, x]);
        expect(tf.memory().numTensors, 'tensors left').to.equal(before);
      });
    });
  });
}

describe('causal 2-D convolution', () => {
  beforeAll(() => useBackend('wasm'));

  it('pads frequency with (kf − 1) / 2 zeros to both sides', () => {
    const values = tf.tidy(() => {
      const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 4, 1]);
      const kernel = tf.tensor4d([1, 10, 100], [1, 3, 1, 1]);
      return causalConv2d(x, { kernel, bias: tf.tensor1d([0]) }, tf.zeros([1, 0, 4, 1]), 1).y.dataSync();
    });
    expect([...values]).to.deep.equal([210, 321, 432, 43]);
  });

  it('has its kernel’s last row meet the newest frame', () => {
    const values = tf.tidy(() => {
      const x = tf.tensor4d([1, 2, 3], [1, 3, 1, 1]);
      const kernel = tf.tensor4d([10, 1], [2, 1, 1, 1]);
      return causalConv2d(x, { kernel, bias: tf.tensor1d([0]) }, tf.zeros([1, 1, 1, 1]), 1).y.dataSync();
    });
    expect([...values]).to.deep.equal([1, 12, 23]);
  });
});

describe('causal 1-D convolution', () => {
  beforeAll(() => useBackend('wasm'));

  it('has its kernel’s last tap meet the newest frame, the others `dilation` frames apart', () => {
    const values = tf.tidy(() => {
      const x = tf.tensor2d([1, 2, 3, 4], [4, 1]);
      const kernel = tf.tensor3d([10, 1], [2, 1, 1]);
      return causalConv1d(x, { kernel, bias: tf.tensor1d([0]) }, tf.zeros([2, 1]), 2).y.dataSync();
    });
    expect([...values]).to.deep.equal([1, 2, 13, 24]);
  });
});

describe('squeeze-excitation', () => {
  beforeAll(() => useBackend('wasm'));

  it('gates by the mean over bands of a past that decays', () => {
    const { y, state } = tf.tidy(() => {
      const identity = { kernel: tf.tensor2d([1], [1, 1]), bias: tf.tensor1d([0]) };
      const x = tf.tensor4d([2, 4, 6, 10], [1, 2, 2, 1]); // means 3 and 8
      const step = squeezeExcitation(x, { squeeze: identity, excite: identity }, tf.tensor2d([1], [1, 1]), 0.5);
      return { y: step.y.dataSync<'float32'>(), state: step.state.dataSync<'float32'>() };
    });
    const gate = (mean: number) => 1 / (1 + Math.exp(-mean)); // means 2 = (1 + 3) / 2 and 5 = (2 + 8) / 2
    expectClose(y, [2 * gate(2), 4 * gate(2), 6 * gate(5), 10 * gate(5)], 1e-5, 'output');
    expectClose(state, [5], 1e-6, 'mean');
  });
});
