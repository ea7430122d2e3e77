import * as tf from '@tensorflow/tfjs-core';
import { causalConv2d, convolvedBands } from '../layers/causal-conv2d.js';
import { constantPast } from '../layers/time-window.js';
import type { ConvManifest } from '../manifest.js';
import type { Weights } from './architecture.js';
import { convWeights, namedShapes } from './named-weights.js';
import { unobserved, type Observer } from './observer.js';
import type { Grid } from './trunk-part.js';

/** A stack of causal 2-D convolutions with stride in frequency only. */
export interface ConvStack {
  /** Name and shape of every weight. */
  readonly weightShapes: Readonly<Record<string, readonly number[]>>;
  /** Shape of every state tensor: per convolution `[1, kt − 1, F, cin]`. */
  readonly stateShapes: readonly (readonly number[])[];
  /** Number of output values per frame, F·C. */
  readonly width: number;
  /** Number of past frames that the stack reads. */
  readonly past: number;
  /** Multiply-adds per frame. */
  readonly macsPerFrame: number;

  /**
   * Computes the next T frames.
   *
   * @param x `[1, T, F, C]`, T ≥ 1
   * @param state begins with the stack's tensors; undefined if everything before `x` was the same as `x`, a single frame
   * @param observe sees the output of each convolution
   * @returns `y` `[T, F·C]`, C fastest, and the stack's part of the state after the last frame
   */
  forward(
    x: tf.Tensor4D,
    weights: Weights,
    state: readonly tf.Tensor[] | undefined,
    observe?: Observer,
  ): { y: tf.Tensor2D; state: tf.Tensor[] };
}

/** Bands and channels between two layers. */
type Size = Pick<Grid, 'bands' | 'channels'>;

interface Layer {
  /** `[kt, kf, cin, cout]` */
  readonly kernel: readonly [number, number, number, number];
  readonly strideF: number;
  readonly bandsIn: number;
  readonly bandsOut: number;
}

/**
 * Builds a stack of convolutions.
 *
 * @param manifest one entry per layer; an empty list passes the frames through unchanged
 * @param name of a convolution, without its number
 * @param input bands and channels of an input frame
 */
export function convStack(manifest: readonly ConvManifest[], name: string, input: Size): ConvStack {
  const layers = layersOf(manifest, input);
  const last = layers[layers.length - 1];
  const width = last ? last.bandsOut * last.kernel[3] : input.bands * input.channels;

  const weightShapes: Record<string, readonly number[]> = {};
  layers.forEach(({ kernel }, i) => Object.assign(weightShapes, namedShapes(`${name}${i}`, kernel)));

  function forward(
    x: tf.Tensor4D,
    weights: Weights,
    state: readonly tf.Tensor[] | undefined,
    observe: Observer = unobserved,
  ) {
    const next: tf.Tensor[] = [];
    let y = x; // [1, T, F, C]
    layers.forEach(({ kernel: [kt], strideF }, i) => {
      const past = (state?.[i] as tf.Tensor4D | undefined) ?? constantPast(y, { taps: kt, dilation: 1 });
      const step = causalConv2d(y, convWeights(weights, `${name}${i}`), past, strideF);
      y = observe(`${name}${i}`, step.y);
      next.push(step.state);
    });
    return { y: tf.reshape(y, [x.shape[1], width]) as tf.Tensor2D, state: next };
  }

  return {
    weightShapes,
    stateShapes: layers.map(({ kernel: [kt, , channelsIn], bandsIn }) => [1, kt - 1, bandsIn, channelsIn]),
    width,
    past: layers.reduce((frames, { kernel }) => frames + kernel[0] - 1, 0),
    macsPerFrame: layers.reduce((macs, { kernel, bandsOut }) => macs + bandsOut * kernel.reduce((a, b) => a * b), 0),
    forward,
  };
}

function layersOf(manifest: readonly ConvManifest[], { bands, channels: inputs }: Size): Layer[] {
  let bandsIn = bands;
  let channelsIn = inputs;
  return manifest.map(({ kernel: [kt, kf], strideF, channels }) => {
    const bandsOut = convolvedBands(bandsIn, kf, strideF);
    const layer: Layer = { kernel: [kt, kf, channelsIn, channels], strideF, bandsIn, bandsOut };
    bandsIn = bandsOut;
    channelsIn = channels;
    return layer;
  });
}
