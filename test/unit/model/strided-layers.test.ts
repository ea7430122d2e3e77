import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import type { Activation } from '../../../src/model/layers/activation.js';
import { convolvedBands } from '../../../src/model/layers/causal-conv2d.js';
import { stridedConv2d } from '../../../src/model/layers/strided-conv2d.js';
import { constantPast, pastShape } from '../../../src/model/layers/time-window.js';
import { expectClose } from './expect-close.js';
import { seededRandom } from '../../harness/random.js';
import { randomCuts, randomValues } from './random-frames.js';
import { useBackend } from './test-backends.js';

const FRAMES = 40;
const CHANNELS = 4;

interface Case {
  readonly kernel: readonly [kt: number, kf: number];
  readonly stride: readonly [time: number, bands: number];
  readonly dilation?: number;
  readonly depthwise: boolean;
  readonly activation: Activation;
  readonly bands: number;
}

const cases: Case[] = [
  { kernel: [3, 3], stride: [2, 2], depthwise: false, activation: 'hard-swish', bands: 8 },
  { kernel: [1, 1], stride: [2, 1], depthwise: false, activation: 'linear', bands: 3 },
  { kernel: [2, 5], stride: [5, 3], depthwise: false, activation: 'relu', bands: 11 },
  { kernel: [3, 3], stride: [1, 1], depthwise: true, activation: 'relu', bands: 8 },
  { kernel: [3, 3], stride: [2, 2], depthwise: true, activation: 'hard-swish', bands: 8 },
  { kernel: [5, 5], stride: [2, 2], depthwise: true, activation: 'relu', bands: 4 },
  { kernel: [5, 5], stride: [1, 2], depthwise: true, activation: 'linear', bands: 9 },
  { kernel: [4, 3], stride: [3, 1], depthwise: true, activation: 'relu', bands: 1 },
  { kernel: [3, 3], stride: [1, 1], dilation: 3, depthwise: true, activation: 'hard-swish', bands: 6 },
];

const nameOf = ({ kernel, stride, dilation = 1, depthwise, activation }: Case) =>
  `${depthwise ? 'depthwise ' : ''}kernel ${kernel.join('×')}, stride ${stride.join('×')}, dilation ${dilation}, ${activation}`;

class StridedLayer {
  readonly #case: Case;
  readonly #weights: { kernel: tf.Tensor4D; bias: tf.Tensor1D };

  constructor(one: Case, kernel: Float32Array, bias: Float32Array) {
    this.#case = one;
    const shape = kernelShape(one);
    this.#weights = { kernel: tf.tensor4d(kernel, shape), bias: tf.tensor1d(bias) };
  }

  dispose(): void {
    tf.dispose(this.#weights);
  }

  /** Runs the layer over frames from the stream's start, cut into steps. The past is zeros. */
  streamed(x: Float32Array, cuts: readonly number[]): Float32Array {
    const { kernel, stride, dilation = 1, depthwise, activation, bands } = this.#case;
    const options = { strideT: stride[0], strideF: stride[1], dilation, depthwise, activation };
    const grid = { bands, channels: CHANNELS };
    const outputs: number[] = [];
    tf.tidy(() => {
      let state: tf.Tensor4D = tf.zeros(pastShape({ taps: kernel[0], dilation }, grid));
      let first = 0;
      for (const frames of cuts) {
        const size = bands * CHANNELS;
        const values = x.subarray(first * size, (first + frames) * size);
        const input = tf.tensor4d(values, [1, frames, bands, CHANNELS]);
        const step = stridedConv2d(input, this.#weights, state, options, first % stride[0]);
        const completed = Math.floor((first + frames) / stride[0]) - Math.floor(first / stride[0]);
        expect(step.y?.shape[1] ?? 0, 'completed frames').to.equal(completed);
        if (step.y) outputs.push(...step.y.dataSync());
        state = step.state;
        first += frames;
      }
    });
    return Float32Array.from(outputs);
  }
}

function kernelShape({ kernel: [kt, kf], depthwise }: Case): [number, number, number, number] {
  return depthwise ? [kt, kf, CHANNELS, 1] : [kt, kf, CHANNELS, CHANNELS];
}

/** Computes the layer by its definition, in float64. */
function defined(
  { kernel: [kt, kf], stride, dilation = 1, ...one }: Case,
  x: Float32Array,
  k: Float32Array,
  b: Float32Array,
) {
  const activations = {
    linear: (value: number) => value,
    relu: (value: number) => Math.max(0, value),
    'hard-swish': (value: number) => (value * Math.min(6, Math.max(0, value + 3))) / 6,
  };
  const at = (frame: number, band: number, channel: number) =>
    frame < 0 || band < 0 || band >= one.bands ? 0 : x[(frame * one.bands + band) * CHANNELS + channel]!;
  const outputs: number[] = [];
  for (let newest = stride[0] - 1; newest < FRAMES; newest += stride[0]) {
    for (let centre = 0; centre < convolvedBands(one.bands, kf, stride[1]) * stride[1]; centre += stride[1]) {
      for (let out = 0; out < CHANNELS; out++) {
        let sum = b[out]!;
        for (let i = 0; i < kt; i++) {
          for (let j = 0; j < kf; j++) {
            const value = (channel: number) => at(newest - (kt - 1 - i) * dilation, centre + j - (kf - 1) / 2, channel);
            const tap = (i * kf + j) * CHANNELS;
            if (one.depthwise) sum += value(out) * k[tap + out]!;
            else for (let c = 0; c < CHANNELS; c++) sum += value(c) * k[(tap + c) * CHANNELS + out]!;
          }
        }
        outputs.push(activations[one.activation](sum));
      }
    }
  }
  return outputs;
}

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`2-D convolutions with strides on ${backend}`, () => {
    beforeAll(() => useBackend(backend));

    cases.forEach((one, index) => {
      it(`${nameOf(one)}: the defined output for the whole and for any cutting`, () => {
        const random = seededRandom(index);
        const before = tf.memory().numTensors;
        const kernel = randomValues(tf.util.sizeFromShape(kernelShape(one)), 1, random);
        const bias = randomValues(CHANNELS, 1, random);
        const x = randomValues(FRAMES * one.bands * CHANNELS, 1, random);
        const expected = defined(one, x, kernel, bias);
        const layer = new StridedLayer(one, kernel, bias);
        expectClose(layer.streamed(x, [FRAMES]), expected, 1e-5, 'whole');
        for (let i = 0; i < 20; i++) {
          const cuts = randomCuts(FRAMES, 1 + (i % 12), random);
          expectClose(layer.streamed(x, cuts), expected, 1e-5, `steps of ${cuts.join(', ')}`);
        }
        layer.dispose();
        expect(tf.memory().numTensors, 'tensors left').to.equal(before);
      });
    });

    it('continue a constant past with a constant output', () => {
      tf.tidy(() => {
        const x = tf.tensor4d([1, 2, 3], [1, 1, 3, 1]);
        const weights = {
          kernel: tf.tensor4d([1, 2, 4, 8, 16, 32, 64, 128, 256], [3, 3, 1, 1]),
          bias: tf.tensor1d([1]),
        };
        const options = { strideT: 1, strideF: 1, dilation: 2, depthwise: false, activation: 'linear' as const };
        const past = constantPast(x, { taps: 3, dilation: 2 });
        const first = stridedConv2d(x, weights, past, options, 0);
        const second = stridedConv2d(x, weights, first.state, options, 0);
        expect([...second.y!.dataSync()]).to.deep.equal([...first.y!.dataSync()]);
        expect([...second.state.dataSync()]).to.deep.equal([...past.dataSync()]);
      });
    });
  });
}
