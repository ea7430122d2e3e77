import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { axis, bandsAxis } from '../../../../src/model/fused/axis.js';
import { DepthwiseConv } from '../../../../src/model/fused/depthwise-conv.js';
import { DilatedConv } from '../../../../src/model/fused/dilated-conv.js';
import { frameAxis, gridOf, inputGrid } from '../../../../src/model/fused/grid.js';
import { GruLayer } from '../../../../src/model/fused/gru-layer.js';
import { HeldProduct } from '../../../../src/model/fused/held-product.js';
import { Product } from '../../../../src/model/fused/product.js';
import { SqueezeExcitation } from '../../../../src/model/fused/squeeze-excitation.js';
import { StridedConv } from '../../../../src/model/fused/strided-conv.js';
import { afterConvolution, type Activation } from '../../../../src/model/layers/activation.js';
import { causalConv1d, conv1dPast } from '../../../../src/model/layers/causal-conv1d.js';
import { dense } from '../../../../src/model/layers/dense.js';
import { gru } from '../../../../src/model/layers/gru.js';
import { newestRows } from '../../../../src/model/layers/newest-rows.js';
import { squeezeExcitation } from '../../../../src/model/layers/squeeze-excitation.js';
import { stridedConv2d } from '../../../../src/model/layers/strided-conv2d.js';
import { pastShape } from '../../../../src/model/layers/time-window.js';
import { seededRandom } from '../../../harness/random.js';
import { randomCuts, randomValues } from '../random-frames.js';
import { useBackend } from '../test-backends.js';
import { expectSame } from './expect-same.js';
import { LayerMemory } from './layer-memory.js';

const CASES = 60;
const ACTIVATIONS: readonly Activation[] = ['linear', 'relu', 'hard-swish'];

/** Draws random numbers for one layer after another. */
class Draw {
  readonly random: () => number;
  constructor(seed: number) {
    this.random = seededRandom(seed);
  }
  /** A whole number from 1 to `most`. */
  upTo(most: number): number {
    return 1 + Math.floor(this.random() * most);
  }
  of<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)]!;
  }
  values(length: number): Float32Array {
    return randomValues(length, 1, this.random);
  }
}

/** Numbers of channels around the number that the kernels compute at once, and beyond. */
const CHANNELS = [1, 3, 7, 8, 9, 16, 19] as const;

describe('fused layers compute what the layers of tensors compute', () => {
  beforeAll(() => useBackend('cpu'));
  afterEach(() => expect(tf.memory().numTensors, 'tensors left').to.equal(0));

  for (const depthwise of [false, true]) {
    it(`${depthwise ? 'depthwise convolution' : 'convolution'} with strides, of random shapes`, () => {
      const draw = new Draw(depthwise ? 1 : 2);
      for (let i = 0; i < CASES; i++) {
        const kernel = [draw.upTo(5), draw.of([1, 3, 5])] as const;
        const stride = i % 2 === 0 ? ([draw.upTo(3), draw.upTo(3)] as const) : ([1, 1] as const);
        const isInput = !depthwise && i % 5 === 0;
        const input = isInput ? inputGrid(draw.upTo(14)) : gridOf(draw.upTo(14), draw.of(CHANNELS), 1);
        const channels = depthwise ? input.channels : draw.of(CHANNELS);
        const dilation = depthwise && stride.every((step) => step === 1) ? draw.upTo(3) : 1; // as the loader requires
        const activation = draw.of(ACTIVATIONS);
        const name = JSON.stringify({ kernel, stride, dilation, input, channels, activation });
        const weights = {
          'layer/kernel': draw.values(kernel[0] * kernel[1] * input.channels * (depthwise ? 1 : channels)),
          'layer/bias': draw.values(channels),
        };
        const memory = new LayerMemory(weights, (plan) =>
          depthwise
            ? new DepthwiseConv(plan, 'layer', input, { kernel, stride, dilation, activation })
            : new StridedConv(plan, 'layer', input, { kernel, stride, channels, activation }),
        );
        const { layer, slot } = memory;
        const output = frameAxis(layer.output);
        const y = memory.reserve(32, output);
        tf.tidy(() => {
          const shape = [...kernel, input.channels, depthwise ? 1 : channels] as [number, number, number, number];
          const tensors = {
            kernel: tf.tensor4d(weights['layer/kernel'], shape),
            bias: tf.tensor1d(weights['layer/bias']),
          };
          const options = { strideT: stride[0], strideF: stride[1], dilation, depthwise, activation };
          let past: tf.Tensor4D = tf.zeros(pastShape({ taps: kernel[0], dilation }, input));
          let before = 0;
          for (const frames of randomCuts(40, 12, draw.random)) {
            const x = draw.values(frames * input.bands * input.channels);
            const expected = stridedConv2d(
              tf.tensor4d(x, [1, frames, input.bands, input.channels]),
              tensors,
              past,
              options,
              before % stride[0],
            );
            memory.write(layer.input(slot), x, frameAxis(input));
            const completed = layer.run(slot, frames, before % stride[0], y, false);
            expect(completed, `${name}: outputs`).to.equal(expected.y?.shape[1] ?? 0);
            const values = expected.y?.dataSync<'float32'>() ?? new Float32Array();
            expectSame(memory.read(y, completed, output), values, name);
            expectSame(memory.state()[0]!, expected.state.dataSync<'float32'>(), `${name}: state`);
            past = expected.state;
            before += frames;
          }
        });
      }
    });
  }

  it('product, of random shapes, with and without addend', () => {
    const draw = new Draw(3);
    for (let i = 0; i < CASES; i++) {
      const [rows, inputs, outputs] = [draw.upTo(13), draw.upTo(40), draw.upTo(40)];
      const activation = draw.of(ACTIVATIONS);
      const weights = { 'layer/kernel': draw.values(inputs * outputs), 'layer/bias': draw.values(outputs) };
      const [x, addend] = [draw.values(rows * inputs), draw.values(rows * outputs)];
      const memory = new LayerMemory(weights, (plan) =>
        Product.named(plan, 'layer', axis(inputs), axis(outputs), activation),
      );
      const from = memory.reserve(rows, axis(inputs));
      const to = memory.reserve(rows, axis(outputs));
      const expected = (added: boolean) =>
        tf.tidy(() => {
          const kernel = tf.tensor2d(weights['layer/kernel'], [inputs, outputs]);
          const product = dense(tf.tensor2d(x, [rows, inputs]), { kernel, bias: tf.tensor1d(weights['layer/bias']) });
          const sum = added ? tf.add<tf.Tensor2D>(product, tf.tensor2d(addend, [rows, outputs])) : product;
          return afterConvolution(activation === 'relu' ? tf.relu(sum) : sum, activation).dataSync<'float32'>();
        });
      const name = JSON.stringify({ rows, inputs, outputs, activation });
      memory.write(from, x, axis(inputs));
      memory.layer.run(from, to, rows);
      expectSame(memory.read(to, rows, axis(outputs)), expected(false), name);
      memory.write(to, addend, axis(outputs));
      memory.layer.run(from, to, rows, to);
      expectSame(memory.read(to, rows, axis(outputs)), expected(true), `${name}, with addend`);
    }
  });

  it('squeeze-excitation, of random shapes', () => {
    const draw = new Draw(4);
    for (let i = 0; i < CASES; i++) {
      const grid = gridOf(draw.upTo(9), draw.of(CHANNELS), 1);
      const { bands, channels } = grid;
      const squeezed = draw.upTo(10);
      const decay = draw.random();
      const weights = {
        'block/squeeze/kernel': draw.values(channels * squeezed),
        'block/squeeze/bias': draw.values(squeezed),
        'block/excite/kernel': draw.values(squeezed * channels),
        'block/excite/bias': draw.values(channels),
      };
      const memory = new LayerMemory(weights, (plan) => new SqueezeExcitation(plan, 'block', grid, squeezed, decay));
      const frameValues = frameAxis(grid);
      const at = memory.reserve(32, frameValues);
      tf.tidy(() => {
        const layers = {
          squeeze: {
            kernel: tf.tensor2d(weights['block/squeeze/kernel'], [channels, squeezed]),
            bias: tf.tensor1d(weights['block/squeeze/bias']),
          },
          excite: {
            kernel: tf.tensor2d(weights['block/excite/kernel'], [squeezed, channels]),
            bias: tf.tensor1d(weights['block/excite/bias']),
          },
        };
        let mean: tf.Tensor2D = tf.zeros([1, channels]);
        for (const frames of randomCuts(30, 8, draw.random)) {
          const x = draw.values(frames * bands * channels);
          const expected = squeezeExcitation(tf.tensor4d(x, [1, frames, bands, channels]), layers, mean, decay);
          memory.write(at, x, frameValues);
          memory.layer.run(memory.slot, at, frames, false);
          const name = JSON.stringify({ bands, channels, squeezed, decay, frames });
          expectSame(memory.read(at, frames, frameValues), expected.y.dataSync<'float32'>(), name);
          expectSame(memory.state()[0]!, expected.state.dataSync<'float32'>(), `${name}: mean`);
          mean = expected.state;
        }
      });
    }
  });

  it('GRU, of random shapes, also with inputs that saturate its gates', () => {
    const draw = new Draw(5);
    for (let i = 0; i < CASES; i++) {
      const [units, inputs] = [draw.upTo(20), draw.upTo(20)];
      const loudness = draw.of([1, 100]);
      const weights = {
        'gru/kernel': draw.values(3 * units * inputs),
        'gru/recurrentKernel': draw.values(3 * units * units),
        'gru/bias': draw.values(3 * units),
        'gru/recurrentBias': draw.values(3 * units),
      };
      const memory = new LayerMemory(weights, (plan) => new GruLayer(plan, units, inputs, 8));
      const [y] = memory.layer.outputs;
      tf.tidy(() => {
        const tensors = {
          kernel: tf.tensor2d(weights['gru/kernel'], [inputs, 3 * units]),
          recurrentKernel: tf.tensor2d(weights['gru/recurrentKernel'], [units, 3 * units]),
          bias: tf.tensor1d(weights['gru/bias']),
          recurrentBias: tf.tensor1d(weights['gru/recurrentBias']),
        };
        let h: tf.Tensor2D = tf.zeros([1, units]);
        for (const rows of randomCuts(30, 8, draw.random)) {
          const x = draw.values(rows * inputs).map((value) => loudness * value);
          const expected = gru(tf.tensor2d(x, [rows, inputs]), tensors, h);
          memory.write(memory.layer.input(), x, axis(inputs));
          memory.layer.run(memory.slot, rows, false);
          const name = JSON.stringify({ units, inputs, rows, loudness });
          expectSame(memory.read(y!.address(memory.slot), rows, axis(units)), expected.y.dataSync<'float32'>(), name);
          expectSame(memory.state()[0]!, expected.state.dataSync<'float32'>(), `${name}: h`);
          h = expected.state;
        }
      });
    }
  });

  it('dilated convolution, of random shapes', () => {
    const draw = new Draw(6);
    for (let i = 0; i < CASES; i++) {
      const [taps, dilation, inputs, outputs] = [draw.upTo(4), draw.upTo(20), draw.upTo(20), draw.upTo(20)];
      const weights = { 'layer/kernel': draw.values(taps * inputs * outputs), 'layer/bias': draw.values(outputs) };
      const options = { taps, dilation, inputs: axis(inputs), outputs: axis(outputs) };
      const memory = new LayerMemory(weights, (plan) => new DilatedConv(plan, 'layer', options, 8));
      const y = memory.reserve(8, options.outputs);
      tf.tidy(() => {
        const tensors = {
          kernel: tf.tensor3d(weights['layer/kernel'], [taps, inputs, outputs]),
          bias: tf.tensor1d(weights['layer/bias']),
        };
        let past: tf.Tensor2D = tf.zeros([conv1dPast(taps, dilation), inputs]);
        for (const rows of randomCuts(50, 8, draw.random)) {
          const x = draw.values(rows * inputs);
          const expected = causalConv1d(tf.tensor2d(x, [rows, inputs]), tensors, past, dilation);
          memory.write(memory.layer.input(memory.slot), x, options.inputs);
          memory.layer.run(memory.slot, rows, y, false);
          const name = JSON.stringify({ taps, dilation, inputs, outputs, rows });
          expectSame(memory.read(y, rows, options.outputs), expected.y.dataSync<'float32'>(), name);
          expectSame(memory.state()[0]!, expected.state.dataSync<'float32'>(), `${name}: state`);
          past = expected.state;
        }
      });
    }
  });

  it('gates, tanh(a) · σ(b), from −200 to 200', () => {
    const channels = 7;
    const memory = new LayerMemory({}, ({ kernels }) => kernels);
    const [from, to] = [memory.reserve(50, axis(channels, channels)), memory.reserve(50, axis(channels))];
    const draw = new Draw(7);
    const x = draw.values(50 * 2 * channels).map((value, i) => value * [0.01, 1, 10, 200][i % 4]!);
    memory.write(from, x, axis(channels, channels));
    memory.layer.gate(from, to, 50, axis(channels).length);
    const expected = Float32Array.from({ length: 50 * channels }, (_, i) => {
      const at = Math.floor(i / channels) * 2 * channels + (i % channels);
      return Math.tanh(x[at]!) / (1 + Math.exp(-x[at + channels]!));
    });
    const difference = memory.read(to, 50, axis(channels)).map((value, i) => Math.abs(value - expected[i]!));
    expect(Math.max(...difference)).to.be.below(3e-7);
  });

  it('the newest of values that change more slowly than rows', () => {
    const draw = new Draw(8);
    for (let i = 0; i < CASES; i++) {
      const [width, rowsPerValue] = [draw.upTo(20), draw.of([1, 2, 4, 16])];
      const stride = { value: 2 * rowsPerValue, row: 2 };
      const options = {
        inputs: axis(3),
        outputs: axis(width),
        activation: 'linear',
        rates: stride,
        isState: true,
      } as const;
      const kernel = draw.values(3 * width);
      const memory = new LayerMemory({}, (plan) => new HeldProduct(plan, { kernel }, options));
      const { layer, slot } = memory;
      const x = memory.reserve(32, options.inputs);
      const y = memory.reserve(32, options.outputs);
      tf.tidy(() => {
        let newest: tf.Tensor2D = tf.zeros([1, width]);
        let before = 0;
        for (const rows of randomCuts(60, 16, draw.random)) {
          const completed = Math.floor((before + rows) / rowsPerValue) - Math.floor(before / rowsPerValue);
          const input = draw.values(3 * completed);
          const product = tf.matMul<tf.Tensor2D>(tf.tensor2d(input, [completed, 3]), tf.tensor2d(kernel, [3, width]));
          const values = completed > 0 ? tf.concat([newest, product], 0) : newest;
          const times = { rows, stride: 2, phase: (2 * before) % 32 };
          const expected = newestRows([{ values, stride: stride.value }], times).dataSync<'float32'>();
          memory.write(x, input, options.inputs);
          if (completed > 0) layer.complete(slot, x, completed);
          layer.spread(slot, y, rows, before % 16, false);
          const name = JSON.stringify({ width, rowsPerValue, rows, before });
          expectSame(memory.read(y, rows, options.outputs), expected, name);
          layer.spread(slot, y, rows, before % 16, true);
          expectSame(
            memory.read(y, rows, options.outputs),
            expected.map((value) => 2 * value),
            `${name}, twice`,
          );
          layer.advance(slot);
          newest = tf.slice(values, [completed, 0], [1, width]);
          expectSame(memory.state()[0]!, newest.dataSync<'float32'>(), `${name}: newest`);
          before += rows;
        }
      });
    }
  });

  it('let non-finite numbers pass, so that the network notices them', () => {
    for (const activation of ACTIVATIONS) {
      const weights = { 'layer/kernel': Float32Array.of(1), 'layer/bias': Float32Array.of(0) };
      const memory = new LayerMemory(weights, (plan) => Product.named(plan, 'layer', axis(1), axis(1), activation));
      const [from, to] = [memory.reserve(5, axis(1)), memory.reserve(5, axis(1))];
      memory.write(from, Float32Array.of(NaN, NaN, NaN, NaN, NaN), axis(1));
      memory.layer.run(from, to, 5);
      for (let row = 0; row < 5; row++) expect(memory.read(to + row * 32, 1, { places: [0], length: 1 })[0]).to.be.NaN;
    }
  });
});

describe('the layout of the memory', () => {
  it('places the channels of each band apart, with zeros between them', () => {
    expect(bandsAxis(2, 3)).to.deep.equal({ places: [0, 1, 2, 8, 9, 10], length: 16 });
    expect(axis(2, 9)).to.deep.equal({ places: [0, 1, 8, 9, 10, 11, 12, 13, 14, 15, 16], length: 24 });
    expect(frameAxis(inputGrid(3))).to.deep.equal({ places: [0, 1, 2], length: 3 });
  });
});
