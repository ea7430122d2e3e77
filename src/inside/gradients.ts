/**
 * Gradients of the kernels that the networks use, with respect to their inputs, not their weights. tfjs has none for fused
 * convolutions without its own operations, for dilations, and for our kernels. These need no kernels beyond those of the networks, so
 * they run on every backend that can be read at once (WASM and CPU).
 */
import * as tf from '@tensorflow/tfjs-core';
import { DENSE, GRU_RECURRENCE } from '../model/layers/own-kernels.js';
import { convolutionGradient, depthwiseGradient } from './convolution-gradients.js';
import { recurrenceGradient } from './recurrence-gradient.js';

interface Gradient extends Omit<tf.GradConfig, 'gradFunc'> {
  /** @param dy gradient with respect to the output; of a kernel with several outputs, an array */
  readonly gradFunc: (
    dy: tf.Tensor,
    saved: tf.Tensor[],
    attributes: tf.NamedAttrMap,
  ) => Record<string, () => tf.Tensor>;
}

const elementwise = (kernelName: string, slope: (y: number) => number): Gradient => ({
  kernelName,
  outputsToSave: [true],
  gradFunc: (dy, [y]) => ({ x: () => mapped(dy, y!, (gradient, value) => gradient * slope(value)) }),
});

const GRADIENTS: readonly Gradient[] = [
  elementwise(tf.Relu, (y) => Number(y > 0)),
  elementwise(tf.Relu6, (y) => Number(y > 0 && y < 6)),
  elementwise(tf.Sigmoid, (y) => y * (1 - y)),
  elementwise(tf.Tanh, (y) => 1 - y * y),
  { kernelName: tf.Identity, gradFunc: (dy) => ({ x: () => tf.clone(dy) }) },
  {
    kernelName: tf.Reshape,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.reshape(dy, x!.shape) }),
  },
  {
    kernelName: tf.Add,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({ a: () => summedTo(dy, a!.shape), b: () => summedTo(dy, b!.shape) }),
  },
  {
    kernelName: tf.Sub,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => summedTo(dy, a!.shape),
      b: () => summedTo(tf.mul(dy, -1), b!.shape),
    }),
  },
  {
    kernelName: tf.Multiply,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => summedTo(tf.mul(dy, b!), a!.shape),
      b: () => summedTo(tf.mul(dy, a!), b!.shape),
    }),
  },
  {
    kernelName: tf.BatchMatMul,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({ a: () => tf.matMul(dy, b!, false, true), b: () => tf.matMul(a!, dy, true, false) }),
  },
  {
    kernelName: tf.Concat,
    saveAllInputs: true,
    gradFunc: (dy, inputs, { axis }) => {
      let start = 0;
      return Object.fromEntries(
        inputs.map((input, i) => {
          const begin = input.shape.map((_, at) => (at === axis ? start : 0));
          start += input.shape[axis as number]!;
          return [String(i), () => tf.slice(dy, begin, input.shape)];
        }),
      );
    },
  },
  {
    kernelName: tf.Slice,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], { begin }) => ({ x: () => placed(dy, begin as number[], x!.shape) }),
  },
  {
    kernelName: tf.FusedConv2D,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, [x, filter, y], attributes) => ({
      x: () => convolutionGradient(activeOnly(dy, y!, attributes.activation === 'relu'), x!.shape, filter!, attributes),
    }),
  },
  {
    kernelName: tf.FusedDepthwiseConv2D,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc: (dy, [x, filter, y], attributes) => ({
      x: () => depthwiseGradient(activeOnly(dy, y!, attributes.activation === 'relu'), x!.shape, filter!, attributes),
    }),
  },
  {
    kernelName: DENSE,
    inputsToSave: ['kernel'],
    outputsToSave: [true],
    gradFunc: (dy, [kernel, y], { relu }) => ({
      x: () => tf.matMul(activeOnly(dy, y!, Boolean(relu)), kernel!, false, true),
    }),
  },
  {
    kernelName: GRU_RECURRENCE,
    inputsToSave: ['fromInput', 'recurrentKernel', 'recurrentBias', 'state'],
    outputsToSave: [true, false],
    // The kernel has two outputs; the second is the last row of the first, and nothing reads it before the next step.
    gradFunc: (dy, saved) => ({ fromInput: () => recurrenceGradient((dy as unknown as tf.Tensor[])[0]!, saved) }),
  },
];

/** Registers the gradients. May be called again. */
export function registerGradients(): void {
  for (const gradient of GRADIENTS)
    if (!tf.getGradient(gradient.kernelName)) tf.registerGradient(gradient as unknown as tf.GradConfig);
}

/** Returns the gradient before a ReLU: 0 where the output is 0. */
function activeOnly(dy: tf.Tensor, y: tf.Tensor, isRelu: boolean): tf.Tensor {
  return isRelu ? mapped(dy, y, (gradient, value) => (value > 0 ? gradient : 0)) : dy;
}

function mapped(a: tf.Tensor, b: tf.Tensor, of: (a: number, b: number) => number): tf.Tensor {
  const other = b.dataSync<'float32'>();
  return tf.tensor(
    a.dataSync<'float32'>().map((value, i) => of(value, other[i]!)),
    a.shape,
  );
}

/** Sums over the dimensions in which an operand was repeated. @param shape of the operand */
function summedTo(dy: tf.Tensor, shape: readonly number[]): tf.Tensor {
  if (dy.shape.length === shape.length && dy.shape.every((size, i) => size === shape[i])) return tf.clone(dy);
  const sizes = [...new Array<number>(dy.shape.length - shape.length).fill(1), ...shape];
  const values = dy.dataSync<'float32'>();
  const sums = new Float32Array(sizes.reduce((product, size) => product * size, 1));
  for (let i = 0; i < values.length; i++) {
    let rest = i;
    let to = 0;
    let stride = 1;
    for (let at = sizes.length - 1; at >= 0; at--) {
      const index = rest % dy.shape[at]!;
      rest = (rest - index) / dy.shape[at]!;
      if (sizes[at]! > 1) to += index * stride;
      stride *= sizes[at]!;
    }
    sums[to]! += values[i]!;
  }
  return tf.tensor(sums, [...shape]);
}

/** Returns zeros of a shape with values in a part of it. */
function placed(part: tf.Tensor, begin: readonly number[], shape: readonly number[]): tf.Tensor {
  const values = part.dataSync<'float32'>();
  const whole = new Float32Array(shape.reduce((product, size) => product * size, 1));
  const last = shape.length - 1;
  const run = part.shape[last]!;
  for (let first = 0; first < values.length; first += run) {
    let rest = first / run;
    let to = begin[last]!;
    let stride = shape[last]!;
    for (let at = last - 1; at >= 0; at--) {
      const index = rest % part.shape[at]!;
      rest = (rest - index) / part.shape[at]!;
      to += (begin[at]! + index) * stride;
      stride *= shape[at]!;
    }
    whole.set(values.subarray(first, first + run), to);
  }
  return tf.tensor(whole, [...shape]);
}
