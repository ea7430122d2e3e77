import * as tf from '@tensorflow/tfjs-core';
import { convolvedBands } from '../layers/causal-conv2d.js';
import { pointwiseConv2d } from '../layers/pointwise-conv2d.js';
import { bandMeans, meanDecay, squeezeExcitation } from '../layers/squeeze-excitation.js';
import { stridedConv2d, type StridedConv2dOptions } from '../layers/strided-conv2d.js';
import { constantPast, pastFrames, pastShape } from '../layers/time-window.js';
import type { BlockManifest } from '../manifest.js';
import type { Weights } from './architecture.js';
import { convWeights, denseWeights, namedShapes } from './named-weights.js';
import { unobserved, type Observer } from './observer.js';
import type { Grid, TrunkPart } from './trunk-part.js';

/** Time scales of a trunk, seconds. */
export interface TrunkTimes {
  /** Hop between the network's input frames. */
  readonly hop: number;
  /** Time constant of the means that squeeze-excitation reads. */
  readonly squeeze: number;
}

/**
 * Builds an inverted residual block (Howard et al. 2019): expansion, depthwise convolution, squeeze-excitation, projection. The
 * input is added to the output if both have the same shape. State: the past of the depthwise convolution, then the mean
 * `[1, C]` of the squeeze-excitation.
 */
export function invertedResidual(manifest: BlockManifest, name: string, input: Grid, times: TrunkTimes): TrunkPart {
  const { expand, squeeze, activation, channels, dilation = 1 } = manifest;
  const [kt, kf] = manifest.kernel;
  const [strideT, strideF] = manifest.stride;
  const inner = { ...input, channels: expand ?? input.channels };
  const output = { bands: convolvedBands(input.bands, kf, strideF), channels, stride: input.stride * strideT };
  const time = { taps: kt, stride: strideT, dilation };
  const convolution: StridedConv2dOptions = { strideT, strideF, dilation, depthwise: true, activation };
  const isResidual = strideT === 1 && strideF === 1 && channels === input.channels;
  const decay = meanDecay(output.stride * times.hop, times.squeeze);

  const weightShapes = {
    ...(expand ? namedShapes(`${name}/expand`, [input.channels, expand]) : {}),
    ...namedShapes(`${name}/depthwise`, [kt, kf, inner.channels, 1], inner.channels),
    ...(squeeze ? namedShapes(`${name}/squeeze`, [inner.channels, squeeze]) : {}),
    ...(squeeze ? namedShapes(`${name}/excite`, [squeeze, inner.channels]) : {}),
    ...namedShapes(`${name}/project`, [inner.channels, channels]),
  };
  const expansionMacs = (input.bands * input.channels * (expand ?? 0)) / input.stride;
  const otherMacs =
    (output.bands * inner.channels * (kt * kf + channels) + 2 * inner.channels * (squeeze ?? 0)) / output.stride;

  function gated(x: tf.Tensor4D, weights: Weights, state: tf.Tensor | undefined, observe: Observer) {
    const mean = (state as tf.Tensor2D | undefined) ?? bandMeans(x);
    const layers = {
      squeeze: denseWeights(weights, `${name}/squeeze`),
      excite: denseWeights(weights, `${name}/excite`),
    };
    return squeezeExcitation(x, layers, mean, decay, (gates) => observe(`${name}/excite`, gates));
  }

  const forward: TrunkPart['forward'] = (x, weights, state, phase, observe = unobserved) => {
    const expanded = expand ? pointwiseConv2d(x, denseWeights(weights, `${name}/expand`), activation) : x;
    const past = (state?.[0] as tf.Tensor4D | undefined) ?? constantPast(expanded, time);
    const convolved = stridedConv2d(expanded, convWeights(weights, `${name}/depthwise`), past, convolution, phase);
    const next: tf.Tensor[] = [convolved.state];
    if (!convolved.y) return { y: undefined, state: squeeze ? [...next, tf.clone(state![1]!)] : next };
    let y = observe(`${name}/depthwise`, convolved.y);
    if (squeeze) {
      const step = gated(y, weights, state?.[1], observe);
      y = step.y;
      next.push(step.state);
    }
    y = pointwiseConv2d(y, denseWeights(weights, `${name}/project`), 'linear');
    return { y: isResidual ? tf.add<tf.Tensor4D>(y, x) : y, state: next };
  };

  return {
    weightShapes,
    stateShapes: [pastShape(time, inner), ...(squeeze ? [[1, inner.channels]] : [])],
    strideT,
    output,
    past: pastFrames(time),
    macsPerFrame: expansionMacs + otherMacs,
    forward,
  };
}
