import * as tf from '@tensorflow/tfjs-core';
import { convStack } from '../../src/model/architectures/conv-stack.js';
import { gatedStack } from '../../src/model/architectures/gated-stack.js';
import { gruLayer } from '../../src/model/architectures/gru-layer.js';
import { invertedResidual } from '../../src/model/architectures/inverted-residual.js';
import { stem as tensorStem } from '../../src/model/architectures/stem.js';
import type { TrunkPart } from '../../src/model/architectures/trunk-part.js';
import { Arena } from '../../src/model/fused/arena.js';
import { axis } from '../../src/model/fused/axis.js';
import { FastBranch } from '../../src/model/fused/fast-branch.js';
import { GatedStack } from '../../src/model/fused/gated-stack.js';
import { gridOf, inputGrid } from '../../src/model/fused/grid.js';
import { GruLayer } from '../../src/model/fused/gru-layer.js';
import { Heads } from '../../src/model/fused/heads.js';
import { InvertedResidual } from '../../src/model/fused/inverted-residual.js';
import { startKernels } from '../../src/model/fused/kernels.js';
import { mostFrames, Plan } from '../../src/model/fused/plan.js';
import { StridedConv } from '../../src/model/fused/strided-conv.js';
import { dense } from '../../src/model/layers/dense.js';
import type { Model, TwoSpeedCrnnManifest, TwoSpeedWavenetManifest } from '../../src/model/manifest.js';
import { joinHeads } from '../../src/model/network/head-weights.js';

/** A part of a network in both versions, each alone. */
export interface Part {
  readonly name: string;
  /** Input frames of the network per input frame of the part. */
  readonly stride: number;
  /** Input frames of the part per output frame. */
  readonly strideT: number;
  /** Multiply-adds per input frame of the network. */
  readonly macsPerFrame: number;
  /** Computes the next frames with tensors, on the current backend. */
  tensors(frames: number, phase: number): void;
  /** Computes the next frames with the fused kernels. */
  fused(frames: number, phase: number): void;
}

type Weights = Readonly<Record<string, tf.Tensor>>;
type Forward = (x: tf.Tensor, state: readonly tf.Tensor[], phase: number) => { state: tf.Tensor[] };

/** Returns a function that runs a part of tensors and carries its state, which begins with zeros. */
function carried(stateShapes: readonly (readonly number[])[], shape: (frames: number) => number[], forward: Forward) {
  let state: tf.Tensor[] | undefined;
  const inputs = new Map<number, tf.Tensor>();
  return (frames: number, phase: number) => {
    state ??= stateShapes.map((one) => tf.zeros([...one]));
    const x = inputs.get(frames) ?? tf.randomUniform(shape(frames), 0, 1);
    inputs.set(frames, x);
    const before = state;
    state = tf.tidy(() => forward(x, before, phase).state);
    tf.dispose(before);
  };
}

/** Builds a fused part in a separate memory. @returns it and the address of a slot of zeros */
function alone<L>(model: Model, build: (plan: Plan) => L): { layer: L; slot: number; arena: Arena } {
  const kernels = startKernels();
  const arena = new Arena(kernels.memory);
  const plan = new Plan(kernels, arena, model.tensors);
  const layer = build(plan);
  return { layer, slot: arena.reserve(plan.slot.bytes), arena };
}

/** Returns the parts of a network of two speeds that take most of its time. They share its weights and use the current backend. */
export function partsOf(model: Model): Part[] {
  const { features, architecture } = model.manifest;
  const manifest = architecture as TwoSpeedCrnnManifest | TwoSpeedWavenetManifest;
  const { stem, blocks, squeezeSeconds } = manifest.trunk;
  const times = { hop: features.hopSeconds, squeeze: squeezeSeconds };
  const weights: Record<string, tf.Tensor> = {};
  for (const [name, { values, shape }] of model.tensors) weights[name] = tf.tensor(values, [...shape]);

  const parts: Part[] = [];
  let input = { bands: features.bands, channels: 1, stride: 1 };
  const addTrunkPart = (name: string, part: TrunkPart, build: (plan: Plan) => StridedConv | InvertedResidual) => {
    const { bands, channels, stride } = input;
    const { layer, slot, arena } = alone(model, build);
    const { output } = layer;
    const y = arena.reserve(4 * mostFrames(output.stride) * output.bands * output.pitch);
    const most = mostFrames(stride) * bands * (channels === 1 ? 1 : gridOf(bands, channels, stride).pitch);
    arena.view(layer.input(slot), most).fill(0.5);
    const forward: Forward = (x, state, phase) => part.forward(x as tf.Tensor4D, weights, state, phase);
    parts.push({
      name,
      stride,
      strideT: part.strideT,
      macsPerFrame: part.macsPerFrame,
      tensors: carried(part.stateShapes, (frames) => [1, frames, bands, channels], forward),
      fused: (frames, phase) => void layer.run(slot, frames, phase, y, false),
    });
    input = part.output;
  };
  addTrunkPart('stem', tensorStem(stem, 'trunk/stem', input), (plan) => {
    return new StridedConv(plan, 'trunk/stem', inputGrid(features.bands), { ...stem, activation: 'hard-swish' });
  });
  const sources = [input];
  blocks.forEach((block, i) => {
    const name = `trunk/block${i + 1}`;
    const grid = gridOf(input.bands, input.channels, input.stride);
    addTrunkPart(
      `block ${i + 1}`,
      invertedResidual(block, name, input, times),
      (plan) => new InvertedResidual(plan, block, name, grid, times),
    );
    sources.push(input);
  });
  const source = sources[manifest.fast.block]!;
  parts.push(fastBranch(model, weights, manifest, source), rowLayers(model, weights, manifest, source.stride));
  parts.push(heads(model, manifest, source.stride));
  return parts;
}

type Source = { readonly bands: number; readonly channels: number; readonly stride: number };

function fastBranch(
  model: Model,
  weights: Weights,
  { fast }: TwoSpeedCrnnManifest | TwoSpeedWavenetManifest,
  at: Source,
): Part {
  const { bands, channels, stride } = at;
  const stack = convStack(fast.conv, 'fast/conv', at);
  const grid = gridOf(bands, channels, stride);
  const { layer, slot, arena } = alone(model, (plan) => new FastBranch(plan, fast.conv, 'fast/conv', grid));
  const x = arena.reserve(4 * mostFrames(stride) * bands * grid.pitch);
  return {
    name: 'fast branch',
    stride,
    strideT: 1,
    macsPerFrame: stack.macsPerFrame / stride,
    tensors: carried(
      stack.stateShapes,
      (frames) => [1, frames, bands, channels],
      (input, state) => stack.forward(input as tf.Tensor4D, weights, state),
    ),
    fused: (frames) => layer.run(slot, x, frames, false),
  };
}

function rowLayers(
  model: Model,
  weights: Weights,
  manifest: TwoSpeedCrnnManifest | TwoSpeedWavenetManifest,
  stride: number,
): Part {
  const most = mostFrames(stride);
  const width = manifest.type === 'crnn' ? manifest.dense : manifest.residualChannels;
  const layers = manifest.type === 'crnn' ? gruLayer(manifest.gru, width) : gatedStack(manifest);
  const { layer, slot } = alone(model, (plan) =>
    manifest.type === 'crnn' ? new GruLayer(plan, manifest.gru, width, most) : new GatedStack(plan, manifest, most),
  );
  return {
    name: manifest.type === 'crnn' ? 'GRU' : `${manifest.dilations.length} gated layers`,
    stride,
    strideT: 1,
    macsPerFrame: layers.macsPerRow / stride,
    tensors: carried(
      layers.stateShapes,
      (frames) => [frames, width],
      (x, state) => layers.forward(x as tf.Tensor2D, weights, state),
    ),
    fused: (frames) => layer.run(slot, frames, false),
  };
}

/** The heads: the tensors compute the whole product in every row, the kernels only the part that changes with the row. */
function heads(model: Model, manifest: TwoSpeedCrnnManifest | TwoSpeedWavenetManifest, stride: number): Part {
  const joined = joinHeads(model);
  const [width, classes] = joined.kernel.shape;
  const inRow = width - manifest.slow;
  const most = mostFrames(stride);
  const { layer, slot } = alone(model, (plan) => {
    const inputs = readByHeads(manifest).map((size) => {
      const address = plan.arena.reserve(4 * most * axis(size).length);
      return { axis: axis(size), address: () => address };
    });
    return new Heads(plan, model.manifest.heads, inputs, most);
  });
  return {
    name: 'heads',
    stride,
    strideT: 1,
    macsPerFrame: (inRow * classes) / stride,
    tensors: carried(
      [],
      (frames) => [frames, width],
      (x) => {
        dense(x as tf.Tensor2D, joined);
        return { state: [] };
      },
    ),
    fused: (frames) => layer.run(slot, frames, 0),
  };
}

/** Returns the widths of the parts of a row that the heads read. */
function readByHeads(manifest: TwoSpeedCrnnManifest | TwoSpeedWavenetManifest): number[] {
  if (manifest.type === 'crnn') return [manifest.gru, manifest.dense];
  const { skipChannels, residualChannels, readFront = false } = manifest;
  return readFront ? [skipChannels, residualChannels] : [skipChannels];
}
