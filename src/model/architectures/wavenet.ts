import * as tf from '@tensorflow/tfjs-core';
import { causalConv1d, conv1dPast } from '../layers/causal-conv1d';
import { dense, type DenseWeights } from '../layers/dense';
import { normalize } from '../layers/normalize';
import type { WavenetManifest } from '../manifest';
import type { Architecture, State, Weights } from './architecture';

function denseWeights(weights: Weights, name: string): DenseWeights {
  return { kernel: weights[`${name}/kernel`] as tf.Tensor2D, bias: weights[`${name}/bias`] as tf.Tensor1D };
}

/**
 * Causal dilated convolutions with gated activations, residual and skip connections (van den Oord et al. 2016); the
 * heads read the `[S]` of the layer after the skips. State: per layer `[(k − 1) · dilation, R]`.
 */
export function wavenet(manifest: WavenetManifest, bands: number): Architecture {
  const { residualChannels: residual, skipChannels: skip, kernel, dilations } = manifest;
  const lastLayer = dilations.length - 1;

  const weightShapes: Record<string, readonly number[]> = { 'normalize/mean': [bands], 'normalize/scale': [bands] };
  const denseShape = (name: string, inputs: number, outputs: number) => {
    weightShapes[`${name}/kernel`] = [inputs, outputs];
    weightShapes[`${name}/bias`] = [outputs];
  };
  denseShape('front', bands, residual);
  dilations.forEach((_, i) => {
    weightShapes[`layer${i}/kernel`] = [kernel, residual, 2 * residual];
    weightShapes[`layer${i}/bias`] = [2 * residual];
    if (i < lastLayer) denseShape(`layer${i}/residual`, residual, residual);
    denseShape(`layer${i}/skip`, residual, skip);
  });
  denseShape('post', skip, skip);

  function forward(input: tf.Tensor2D, weights: Weights, state: State) {
    const frames = input.shape[0];
    const next: tf.Tensor[] = [];
    const normalized = normalize(input, {
      mean: weights['normalize/mean'] as tf.Tensor1D,
      scale: weights['normalize/scale'] as tf.Tensor1D,
    });
    let x = tf.relu(dense(normalized, denseWeights(weights, 'front'))); // [T, R]
    let skips: tf.Tensor2D | undefined; // [T, S]
    dilations.forEach((dilation, i) => {
      const layer = {
        kernel: weights[`layer${i}/kernel`] as tf.Tensor3D,
        bias: weights[`layer${i}/bias`] as tf.Tensor1D,
      };
      const step = causalConv1d(x, layer, state[i] as tf.Tensor2D, dilation); // y: [T, 2R]
      next.push(step.state);
      const gated = tf.mul<tf.Tensor2D>(
        tf.tanh(tf.slice(step.y, [0, 0], [frames, residual])),
        tf.sigmoid(tf.slice(step.y, [0, residual], [frames, residual])),
      ); // [T, R]
      const skipped = dense(gated, denseWeights(weights, `layer${i}/skip`));
      skips = skips ? tf.add<tf.Tensor2D>(skips, skipped) : skipped;
      if (i < lastLayer) x = tf.add(x, dense(gated, denseWeights(weights, `layer${i}/residual`)));
    });
    const y = tf.relu(dense(tf.relu(skips!), denseWeights(weights, 'post'))); // [T, S]
    return { y, state: next };
  }

  return {
    weightShapes,
    stateShapes: dilations.map((dilation) => [conv1dPast(kernel, dilation), residual]),
    width: skip,
    receptiveFieldFrames: dilations.reduce((frames, dilation) => frames + conv1dPast(kernel, dilation), 1),
    recurrent: false,
    forward,
  };
}
