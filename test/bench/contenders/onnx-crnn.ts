import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import type { CrnnManifest, Model } from '../../../src/model/manifest.js';
import { OnnxFile } from './onnx-file.js';

export interface OnnxNetwork {
  readonly bytes: Uint8Array;
  /** Shapes of the state inputs `state0`, `state1` … The outputs `next0`, `next1` … are the state inputs of the next step. */
  readonly stateShapes: readonly (readonly number[])[];
}

/** Transposes a weight. New axis i is old axis `order[i]`. */
function transposed(values: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const sizes = order.map((axis) => shape[axis]!);
  const result = new Float32Array(values.length);
  for (let i = 0; i < result.length; i++) {
    let rest = i;
    let from = 0;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      from += (rest % sizes[axis]!) * strides[order[axis]!]!;
      rest = Math.floor(rest / sizes[axis]!);
    }
    result[i] = values[from]!;
  }
  return result;
}

/**
 * Converts a crnn to an ONNX file that processes `frames` frames per run. It has the same weights; the state is in inputs and
 * outputs. The layout is ONNX's: channels before time and frequency; gates z, r, n.
 */
export function onnxCrnn({ manifest, tensors }: Model, frames: number): OnnxNetwork {
  const architecture = manifest.architecture as CrnnManifest;
  const { bands } = manifest.features;
  const { stateShapes: ours } = createArchitecture(architecture, manifest.features);
  const file = new OnnxFile();
  const tensor = (name: string) => tensors.get(name)!;
  const asItIs = (name: string) => file.weights(tensor(name).values, tensor(name).shape);
  const stateShapes: number[][] = [];

  let x = file.addInput('x', [frames, bands]);
  [x] = file.operation('Sub', [x, asItIs('normalize/mean')]) as [string];
  [x] = file.operation('Mul', [x, asItIs('normalize/scale')]) as [string];
  [x] = file.operation('Reshape', [x, file.integers([1, 1, frames, bands])]) as [string]; // [1, C, T, F] from here on
  architecture.conv.forEach(({ kernel: [kt, kf], strideF }, i) => {
    const [, past, bandsIn, channels] = ours[i]!;
    const shape = [1, channels!, past!, bandsIn!];
    stateShapes.push(shape);
    const [extended] = file.operation('Concat', [file.addInput(`state${i}`, shape), x], { axis: 2 });
    const bounds = [[frames], [frames + past!], [2]].map((list) => file.integers(list));
    const [next] = file.operation('Slice', [extended!, ...bounds]);
    file.addOutput(next!, `next${i}`, shape);
    const { values, shape: kernelShape } = tensor(`conv${i}/kernel`);
    const [, , cin, cout] = kernelShape as [number, number, number, number];
    const kernel = file.weights(transposed(values, kernelShape, [3, 2, 0, 1]), [cout, cin, kt, kf]);
    const side = (kf - 1) / 2;
    const [convolved] = file.operation('Conv', [extended!, kernel, asItIs(`conv${i}/bias`)], {
      pads: [0, side, 0, side],
      strides: [1, strideF],
      kernel_shape: [kt, kf],
    });
    [x] = file.operation('Relu', [convolved!]) as [string];
  });
  [x] = file.operation('Transpose', [x], { perm: [0, 2, 3, 1] }) as [string];
  const { dense, gru: units } = architecture;
  const width = tensor('dense/kernel').shape[0]!;
  [x] = file.operation('Reshape', [x, file.integers([frames, width])]) as [string];
  const linear = (from: string, name: string) => {
    const [product] = file.operation('MatMul', [from, asItIs(`${name}/kernel`)]);
    return file.operation('Add', [product!, asItIs(`${name}/bias`)])[0]!;
  };
  const [embedded] = file.operation('Relu', [linear(x, 'dense')]) as [string];
  const gated = (name: string, inputs: number) => {
    const { values } = tensor(name); // [inputs, 3u], gates r, z, n
    const rows = transposed(values, [inputs, 3, units], [1, 2, 0]); // [3, u, inputs]
    const gate = (g: number) => rows.subarray(g * units * inputs, (g + 1) * units * inputs);
    return [gate(1), gate(0), gate(2)];
  };
  const joined = (parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
  const last = stateShapes.length;
  const shape = [1, 1, units];
  stateShapes.push(shape);
  const [sequence] = file.operation('Reshape', [embedded, file.integers([frames, 1, dense])]);
  const [y, h] = file.operation(
    'GRU',
    [
      sequence!,
      file.weights(joined(gated('gru/kernel', dense)), [1, 3 * units, dense]),
      file.weights(joined(gated('gru/recurrentKernel', units)), [1, 3 * units, units]),
      file.weights(joined([...gated('gru/bias', 1), ...gated('gru/recurrentBias', 1)]), [1, 6 * units]),
      '',
      file.addInput(`state${last}`, shape),
    ],
    { hidden_size: units, linear_before_reset: 1 },
    2,
  );
  file.addOutput(h!, `next${last}`, shape);
  const [recurrent] = file.operation('Reshape', [y!, file.integers([frames, units])]);
  const [read] = file.operation('Concat', [recurrent!, embedded], { axis: 1 });
  for (const { name, classes } of manifest.heads) {
    file.addOutput(linear(read!, `head.${name}`), name, [frames, classes.length]);
  }
  return { bytes: file.bytes(), stateShapes };
}
