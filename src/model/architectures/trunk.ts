import * as tf from '@tensorflow/tfjs-core';
import { pointwiseConv2d } from '../layers/pointwise-conv2d.js';
import { bandMeans } from '../layers/squeeze-excitation.js';
import type { TrunkManifest } from '../manifest.js';
import type { Weights } from './architecture.js';
import { invertedResidual } from './inverted-residual.js';
import { denseWeights, namedShapes } from './named-weights.js';
import { unobserved, type Observer } from './observer.js';
import { stem } from './stem.js';
import type { Grid, TrunkPart } from './trunk-part.js';

/** The stem or a block, seen from the network. */
export interface TrunkOutput {
  /** What it gives. */
  readonly output: Grid;
  /** Number of past input frames of the network that the convolutions up to here read. */
  readonly past: number;
}

/** The results of a trunk's layers. */
export interface TrunkStep {
  /** `[completed embeddings, width]`; absent if there is none. */
  readonly y: tf.Tensor2D | undefined;
  /** Output of each part, `[1, completed frames, F, C]`; absent if no frame is complete. */
  readonly outputs: readonly (tf.Tensor4D | undefined)[];
  /** The trunk's part of the state after the last frame. */
  readonly state: tf.Tensor[];
}

/** A causal MobileNetV3 (Howard et al. 2019) that turns frames into embeddings, at the front of a network. */
export interface Trunk {
  /** Name and shape of every weight. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** Shape of every state tensor. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Values of an embedding. */
  readonly width: number;
  /** Input frames per embedding. */
  readonly period: number;
  /** The stem, then each block. */
  readonly parts: readonly TrunkOutput[];
  /** Multiply-adds per input frame, on average. */
  readonly macsPerFrame: number;

  /** Computes one output of every part in endless silence, and the state after it. @param frame silent, `[1, bands]` */
  afterSilence(frame: tf.Tensor2D, weights: Weights): TrunkStep;

  /**
   * Computes the next T frames.
   *
   * @param x `[T, bands]`, T ≥ 1
   * @param state the network's state, which begins with the trunk's tensors
   * @param phase frames before `x` since the stream's start, modulo the period
   * @param observe sees the output of each part, what is inside the blocks, and the embedding
   */
  forward(x: tf.Tensor2D, weights: Weights, state: readonly tf.Tensor[], phase: number, observe?: Observer): TrunkStep;
}

/**
 * Builds a trunk.
 *
 * @param bands values per input frame
 * @param hop between input frames, seconds
 */
export function trunk(manifest: TrunkManifest, bands: number, hop: number): Trunk {
  const parts = partsOf(manifest, bands, hop);
  const last = parts[parts.length - 1]!.output;
  const width = manifest.embedding;
  const weightShapes: Record<string, readonly number[]> = {};
  for (const part of parts) Object.assign(weightShapes, part.weightShapes);
  Object.assign(weightShapes, namedShapes('trunk/last', [last.channels, width]));

  function run(
    x: tf.Tensor2D,
    weights: Weights,
    state: readonly tf.Tensor[] | undefined,
    phase: number,
    observe: Observer = unobserved,
  ): TrunkStep {
    const next: tf.Tensor[] = [];
    const outputs: (tf.Tensor4D | undefined)[] = [];
    let y: tf.Tensor4D | undefined = tf.reshape(x, [1, x.shape[0], bands, 1]); // [1, T, F, C] from here on
    for (const [i, { stateShapes, strideT, output, forward }] of parts.entries()) {
      const own = state?.slice(next.length, next.length + stateShapes.length);
      if (y) {
        const framesBefore = Math.floor((phase * strideT) / output.stride);
        const step: ReturnType<TrunkPart['forward']> = forward(y, weights, own, framesBefore % strideT, observe);
        y = step.y && observe(partName(i), step.y);
        next.push(...step.state);
      } else next.push(...own!.map((tensor) => tf.clone(tensor)));
      outputs.push(y);
    }
    const embedding = y && bandMeans(pointwiseConv2d(y, denseWeights(weights, 'trunk/last'), 'hard-swish'));
    return { y: embedding && observe('trunk/last', embedding), outputs, state: next };
  }

  return {
    weightShapes,
    stateShapes: parts.flatMap(({ stateShapes }) => stateShapes),
    width,
    period: last.stride,
    parts: outputsOf(parts),
    macsPerFrame: parts.reduce(
      (macs, part) => macs + part.macsPerFrame,
      (last.bands * last.channels * width) / last.stride,
    ),
    // At the last phase a single frame passes through every layer. One more silent frame leaves a silent state as it is.
    afterSilence: (frame, weights) => run(frame, weights, undefined, last.stride - 1),
    forward: run,
  };
}

function outputsOf(parts: readonly TrunkPart[]): TrunkOutput[] {
  let frames = 0;
  return parts.map(({ past, output, strideT }) => {
    frames += (past * output.stride) / strideT;
    return { output, past: frames };
  });
}

/** Returns the name of a part. @param index 0 for the stem, then each block */
export const partName = (index: number): string => (index === 0 ? 'trunk/stem' : `trunk/block${index}`);

function partsOf({ stem: first, blocks, squeezeSeconds }: TrunkManifest, bands: number, hop: number): TrunkPart[] {
  const parts = [stem(first, partName(0), { bands, channels: 1, stride: 1 })];
  blocks.forEach((block, i) => {
    const input = parts[i]!.output;
    parts.push(invertedResidual(block, partName(i + 1), input, { hop, squeeze: squeezeSeconds }));
  });
  return parts;
}
