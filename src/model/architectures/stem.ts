import type * as tf from '@tensorflow/tfjs-core';
import { convolvedBands } from '../layers/causal-conv2d.js';
import { stridedConv2d, type StridedConv2dOptions } from '../layers/strided-conv2d.js';
import { constantPast, pastFrames, pastShape } from '../layers/time-window.js';
import type { StridedConvManifest } from '../manifest.js';
import { convWeights, namedShapes } from './named-weights.js';
import type { Grid, TrunkPart } from './trunk-part.js';

/** Builds a trunk's first convolution, with hard swish. State: `[1, kt − 1, F, C]`. */
export function stem(
  { kernel: [kt, kf], stride: [strideT, strideF], channels }: StridedConvManifest,
  name: string,
  input: Grid,
): TrunkPart {
  const time = { taps: kt, stride: strideT, dilation: 1 };
  const output = {
    bands: convolvedBands(input.bands, kf, strideF),
    channels,
    stride: input.stride * strideT,
  };
  const options: StridedConv2dOptions = {
    strideT,
    strideF,
    dilation: 1,
    depthwise: false,
    activation: 'hard-swish',
  };
  return {
    weightShapes: namedShapes(name, [kt, kf, input.channels, channels]),
    stateShapes: [pastShape(time, input)],
    strideT,
    output,
    past: pastFrames(time),
    macsPerFrame: (kt * kf * input.channels * output.bands * channels) / output.stride,
    forward(x, weights, state, phase) {
      const past = (state?.[0] as tf.Tensor4D | undefined) ?? constantPast(x, time);
      const step = stridedConv2d(x, convWeights(weights, name), past, options, phase);
      return { y: step.y, state: [step.state] };
    },
  };
}
