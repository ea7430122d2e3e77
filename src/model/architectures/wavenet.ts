import * as tf from '@tensorflow/tfjs-core';
import { causalConv1d, conv1dPast } from '../layers/causal-conv1d.js';
import { dense } from '../layers/dense.js';
import { normalize } from '../layers/normalize.js';
import type { WavenetManifest } from '../manifest.js';
import type { Architecture, State, Weights } from './architecture.js';
import { convStack } from './conv-stack.js';
import { denseWeights } from './named-weights.js';
import { singleRate } from './single-rate.js';

/**
 * Builds causal dilated convolutions with gated activations, residual and skip connections (van den Oord et al. 2016),
 * after an optional stack of 2-D convolutions. The heads read the `[S]` values of the dense layer after the skips. With
 * `readFront` they also read the `[R]` inputs of the first dilated layer. State: the 2-D convolutions' tensors, then
 * `[(k − 1) · dilation, R]` per layer.
 */
export function wavenet(manifest: WavenetManifest, bands: number): Architecture {
  const { residualChannels: residual, skipChannels: skip, kernel, dilations, readFront = false } = manifest;
  const lastLayer = dilations.length - 1;
  const conv = convStack(manifest.conv ?? [], bands);

  const weightShapes: Record<string, readonly number[]> = {
    'normalize/mean': [bands],
    'normalize/scale': [bands],
    ...conv.weightShapes,
  };
  const denseShape = (name: string, inputs: number, outputs: number) => {
    weightShapes[`${name}/kernel`] = [inputs, outputs];
    weightShapes[`${name}/bias`] = [outputs];
  };
  denseShape('front', conv.width, residual);
  dilations.forEach((_, i) => {
    weightShapes[`layer${i}/kernel`] = [kernel, residual, 2 * residual];
    weightShapes[`layer${i}/bias`] = [2 * residual];
    if (i < lastLayer) denseShape(`layer${i}/residual`, residual, residual);
    denseShape(`layer${i}/skip`, residual, skip);
  });
  denseShape('post', skip, skip);

  function forward(input: tf.Tensor2D, weights: Weights, { tensors }: State) {
    const frames = input.shape[0];
    const normalized = normalize(input, {
      mean: weights['normalize/mean'] as tf.Tensor1D,
      scale: weights['normalize/scale'] as tf.Tensor1D,
    });
    const convolved = conv.forward(normalized, weights, tensors); // y: [T, F·C]
    const next = [...convolved.state];
    const front = dense(convolved.y, denseWeights(weights, 'front'), { relu: true }); // [T, R]
    let x = front;
    let skips: tf.Tensor2D | undefined; // [T, S]
    dilations.forEach((dilation, i) => {
      const layer = {
        kernel: weights[`layer${i}/kernel`] as tf.Tensor3D,
        bias: weights[`layer${i}/bias`] as tf.Tensor1D,
      };
      const past = tensors[conv.stateShapes.length + i] as tf.Tensor2D;
      const step = causalConv1d(x, layer, past, dilation); // y: [T, 2R]
      next.push(step.state);
      const gated = tf.mul<tf.Tensor2D>(
        tf.tanh(tf.slice(step.y, [0, 0], [frames, residual])),
        tf.sigmoid(tf.slice(step.y, [0, residual], [frames, residual])),
      ); // [T, R]
      const skipped = dense(gated, denseWeights(weights, `layer${i}/skip`));
      skips = skips ? tf.add<tf.Tensor2D>(skips, skipped) : skipped;
      if (i < lastLayer) x = tf.add(x, dense(gated, denseWeights(weights, `layer${i}/residual`)));
    });
    const post = dense(tf.relu(skips!), denseWeights(weights, 'post'), { relu: true }); // [T, S]
    return { y: readFront ? tf.concat([post, front], 1) : post, state: next }; // [T, S + R] or [T, S]
  }

  return {
    weightShapes,
    ...singleRate([...conv.stateShapes, ...dilations.map((dilation) => [conv1dPast(kernel, dilation), residual])]),
    width: readFront ? skip + residual : skip,
    receptiveFieldFrames: dilations.reduce((frames, dilation) => frames + conv1dPast(kernel, dilation), 1 + conv.past),
    recurrent: false,
    macsPerFrame:
      conv.macsPerFrame +
      conv.width * residual +
      dilations.length * residual * (kernel * 2 * residual + skip) +
      lastLayer * residual * residual +
      skip * skip,
    forward,
  };
}
