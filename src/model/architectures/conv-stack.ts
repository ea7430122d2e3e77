import * as tf from '@tensorflow/tfjs-core';
import { causalConv2d, convolvedBands } from '../layers/causal-conv2d.js';
import type { ConvManifest } from '../manifest.js';
import type { Weights } from './architecture.js';

/** A stack of causal 2-D convolutions with stride in frequency only, at the front of a network. */
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
   * @param x `[T, bands]`, T ≥ 1
   * @param state the network's state, which begins with the stack's tensors
   * @returns `y` `[T, F·C]`, C fastest, and the stack's part of the state after the last frame
   */
  forward(x: tf.Tensor2D, weights: Weights, state: readonly tf.Tensor[]): { y: tf.Tensor2D; state: tf.Tensor[] };
}

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
 * @param bands values per input frame
 */
export function convStack(manifest: readonly ConvManifest[], bands: number): ConvStack {
  const layers = layersOf(manifest, bands);
  const last = layers[layers.length - 1];
  const width = last ? last.bandsOut * last.kernel[3] : bands;

  const weightShapes: Record<string, readonly number[]> = {};
  layers.forEach(({ kernel }, i) => {
    weightShapes[`conv${i}/kernel`] = kernel;
    weightShapes[`conv${i}/bias`] = [kernel[3]];
  });

  function forward(x: tf.Tensor2D, weights: Weights, state: readonly tf.Tensor[]) {
    if (layers.length === 0) return { y: x, state: [] };
    const frames = x.shape[0];
    const next: tf.Tensor[] = [];
    let y: tf.Tensor4D = tf.reshape(x, [1, frames, bands, 1]); // [1, T, F, C] from here on
    layers.forEach(({ strideF }, i) => {
      const kernel = weights[`conv${i}/kernel`] as tf.Tensor4D;
      const bias = weights[`conv${i}/bias`] as tf.Tensor1D;
      const step = causalConv2d(y, { kernel, bias }, state[i] as tf.Tensor4D, strideF);
      y = step.y;
      next.push(step.state);
    });
    return { y: tf.reshape(y, [frames, width]) as tf.Tensor2D, state: next };
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

function layersOf(manifest: readonly ConvManifest[], bands: number): Layer[] {
  let bandsIn = bands;
  let channelsIn = 1;
  return manifest.map(({ kernel: [kt, kf], strideF, channels }) => {
    const bandsOut = convolvedBands(bandsIn, kf, strideF);
    const layer: Layer = { kernel: [kt, kf, channelsIn, channels], strideF, bandsIn, bandsOut };
    bandsIn = bandsOut;
    channelsIn = channels;
    return layer;
  });
}
