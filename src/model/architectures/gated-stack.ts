import * as tf from '@tensorflow/tfjs-core';
import { causalConv1d, constantConv1dPast, conv1dPast } from '../layers/causal-conv1d.js';
import { dense } from '../layers/dense.js';
import type { WavenetLayersManifest } from '../manifest.js';
import type { Weights } from './architecture.js';
import { denseWeights, namedShapes } from './named-weights.js';
import { unobserved, type Observer } from './observer.js';
import type { RowLayers } from './row-layers.js';

/**
 * Builds causal dilated convolutions with gated activations, residual and skip connections (van den Oord et al. 2016). The
 * heads read the `[S]` values of the dense layer after the skips. With `readFront` they also read the `[R]` inputs of the
 * first dilated layer. State: `[(k − 1) · dilation, R]` per layer.
 */
export function gatedStack(manifest: WavenetLayersManifest): RowLayers {
  const { residualChannels: residual, skipChannels: skip, kernel, dilations, readFront = false } = manifest;
  const lastLayer = dilations.length - 1;
  const stateShapes = dilations.map((dilation) => [conv1dPast(kernel, dilation), residual]);

  const weightShapes: Record<string, readonly number[]> = {};
  dilations.forEach((_, i) => {
    Object.assign(weightShapes, namedShapes(`layer${i}`, [kernel, residual, 2 * residual]));
    if (i < lastLayer) Object.assign(weightShapes, namedShapes(`layer${i}/residual`, [residual, residual]));
    Object.assign(weightShapes, namedShapes(`layer${i}/skip`, [residual, skip]));
  });
  Object.assign(weightShapes, namedShapes('post', [skip, skip]));

  /** Without `state`, the input of each layer has always been the same as that of the step, a single row. */
  function run(
    front: tf.Tensor2D,
    weights: Weights,
    state: readonly tf.Tensor[] | undefined,
    observe: Observer = unobserved,
  ) {
    const rows = front.shape[0];
    const next: tf.Tensor[] = [];
    let x = front; // [rows, R]
    let skips: tf.Tensor2D | undefined; // [rows, S]
    dilations.forEach((dilation, i) => {
      const layer = {
        kernel: weights[`layer${i}/kernel`] as tf.Tensor3D,
        bias: weights[`layer${i}/bias`] as tf.Tensor1D,
      };
      const past = (state?.[i] as tf.Tensor2D | undefined) ?? constantConv1dPast(x, kernel, dilation);
      const step = causalConv1d(x, layer, past, dilation); // y: [rows, 2R]
      next.push(step.state);
      const gate = observe(`layer${i}/gate`, tf.sigmoid(tf.slice(step.y, [0, residual], [rows, residual]))); // [rows, R]
      const passes = tf.tanh(tf.slice(step.y, [0, 0], [rows, residual]));
      const gated = observe(`layer${i}`, tf.mul<tf.Tensor2D>(passes, gate)); // [rows, R]
      const skipped = dense(gated, denseWeights(weights, `layer${i}/skip`));
      skips = skips ? tf.add<tf.Tensor2D>(skips, skipped) : skipped;
      if (i < lastLayer) x = tf.add(x, dense(gated, denseWeights(weights, `layer${i}/residual`)));
    });
    const post = observe('post', dense(tf.relu(skips!), denseWeights(weights, 'post'), { relu: true })); // [rows, S]
    return { y: readFront ? tf.concat([post, front], 1) : post, state: next }; // [rows, S + R] or [rows, S]
  }

  return {
    weightShapes,
    stateShapes,
    width: readFront ? skip + residual : skip,
    past: stateShapes.reduce((rows, [past]) => rows + past!, 0),
    recurrent: false,
    macsPerRow:
      dilations.length * residual * (kernel * 2 * residual + skip) + lastLayer * residual * residual + skip * skip,
    initialState: (x, weights) =>
      x ? run(x, weights, undefined).state : stateShapes.map((shape) => tf.zeros(shape as [number, number])),
    forward: run,
  };
}
