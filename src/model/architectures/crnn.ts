import * as tf from '@tensorflow/tfjs-core';
import { causalConv2d, convolvedBands } from '../layers/causal-conv2d';
import { dense } from '../layers/dense';
import { gru } from '../layers/gru';
import { normalize } from '../layers/normalize';
import type { CrnnManifest } from '../manifest';
import type { Architecture, State, Weights } from './architecture';

interface ConvGeometry {
  /** `[kt, kf, cin, cout]` */
  readonly kernel: readonly [number, number, number, number];
  readonly bandsIn: number;
  readonly bandsOut: number;
}

function convGeometry(manifest: CrnnManifest, bands: number): ConvGeometry[] {
  let bandsIn = bands;
  let channelsIn = 1;
  return manifest.conv.map(({ kernel: [kt, kf], strideF, channels }) => {
    const bandsOut = convolvedBands(bandsIn, kf, strideF);
    const geometry: ConvGeometry = { kernel: [kt, kf, channelsIn, channels], bandsIn, bandsOut };
    bandsIn = bandsOut;
    channelsIn = channels;
    return geometry;
  });
}

/**
 * Causal 2-D convolutions with stride in frequency only, a dense layer and a GRU; the heads read `[gru, dense]`.
 * State: per convolution `[1, kt − 1, F, cin]`, then the GRU's `[1, u]`.
 */
export function crnn(manifest: CrnnManifest, bands: number): Architecture {
  const { conv, dense: denseWidth, gru: units } = manifest;
  const geometry = convGeometry(manifest, bands);
  const last = geometry[geometry.length - 1];
  const flat = last ? last.bandsOut * last.kernel[3] : bands;

  const weightShapes: Record<string, readonly number[]> = { 'normalize/mean': [bands], 'normalize/scale': [bands] };
  geometry.forEach(({ kernel }, i) => {
    weightShapes[`conv${i}/kernel`] = kernel;
    weightShapes[`conv${i}/bias`] = [kernel[3]];
  });
  weightShapes['dense/kernel'] = [flat, denseWidth];
  weightShapes['dense/bias'] = [denseWidth];
  weightShapes['gru/kernel'] = [denseWidth, 3 * units];
  weightShapes['gru/recurrentKernel'] = [units, 3 * units];
  weightShapes['gru/bias'] = [3 * units];
  weightShapes['gru/recurrentBias'] = [3 * units];

  function forward(x: tf.Tensor2D, weights: Weights, state: State) {
    const frames = x.shape[0];
    const next: tf.Tensor[] = [];
    const normalized = normalize(x, {
      mean: weights['normalize/mean'] as tf.Tensor1D,
      scale: weights['normalize/scale'] as tf.Tensor1D,
    });
    let y: tf.Tensor4D = tf.reshape(normalized, [1, frames, bands, 1]); // [1, T, F, C] from here on
    conv.forEach(({ strideF }, i) => {
      const kernel = weights[`conv${i}/kernel`] as tf.Tensor4D;
      const bias = weights[`conv${i}/bias`] as tf.Tensor1D;
      const step = causalConv2d(y, { kernel, bias }, state[i] as tf.Tensor4D, strideF);
      y = step.y;
      next.push(step.state);
    });
    const embedded = tf.relu(
      dense(tf.reshape(y, [frames, flat]), {
        kernel: weights['dense/kernel'] as tf.Tensor2D,
        bias: weights['dense/bias'] as tf.Tensor1D,
      }),
    ); // [T, dense]
    const recurrent = gru(
      embedded,
      {
        kernel: weights['gru/kernel'] as tf.Tensor2D,
        recurrentKernel: weights['gru/recurrentKernel'] as tf.Tensor2D,
        bias: weights['gru/bias'] as tf.Tensor1D,
        recurrentBias: weights['gru/recurrentBias'] as tf.Tensor1D,
      },
      state[conv.length] as tf.Tensor2D,
    ); // y: [T, u]
    next.push(recurrent.state);
    return { y: tf.concat([recurrent.y, embedded], 1), state: next }; // [T, u + dense]
  }

  return {
    weightShapes,
    stateShapes: [...geometry.map(({ kernel, bandsIn }) => [1, kernel[0] - 1, bandsIn, kernel[2]]), [1, units]],
    width: units + denseWidth,
    receptiveFieldFrames: conv.reduce((frames, { kernel }) => frames + kernel[0] - 1, 1),
    recurrent: true,
    forward,
  };
}
