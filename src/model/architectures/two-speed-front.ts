import * as tf from '@tensorflow/tfjs-core';
import { silentFrames } from '../../features/band-value.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { hardSwish } from '../layers/activation.js';
import { dense } from '../layers/dense.js';
import { newestRows, type RowTimes, type SlowValues } from '../layers/newest-rows.js';
import { normalize } from '../layers/normalize.js';
import type { TwoSpeedManifest } from '../manifest.js';
import type { Weights } from './architecture.js';
import { convStack } from './conv-stack.js';
import type { Front, FrontStep } from './front.js';
import { denseWeights, namedShapes, normalizeShapes, normalizeWeights } from './named-weights.js';
import { unobserved, type Observer } from './observer.js';
import { trunk, type TrunkStep } from './trunk.js';

/**
 * Builds a front of two speeds. A fast branch reads an early block of a trunk and gives each row its own values. Later blocks
 * and the embedding change less often, so each row reads the newest complete one. Together they go through one dense layer with
 * ReLU. The slow values are the embedding after a dense layer with hard swish. A stream begins after endless silence.
 *
 * State: the trunk's tensors, those of the fast branch, `[1, units]` for each tap and for the embedding (its product with the
 * kernel), then the slow values `[1, slow]`.
 *
 * @param name of the dense layer
 * @param units of the dense layer
 */
export function twoSpeedFront(
  { trunk: trunkManifest, fast, taps, slow }: TwoSpeedManifest,
  features: FeatureGeometry,
  name: string,
  units: number,
): Front {
  const { bands } = features;
  const body = trunk(trunkManifest, bands, features.hopSeconds);
  const source = body.parts[fast.block]!;
  const rowStride = source.output.stride;
  const stack = convStack(fast.conv, 'fast/conv', source.output);
  const held = [
    ...taps.map((block, j) => {
      const { output, past } = body.parts[block]!;
      return { kernel: `${name}/tap${j}`, width: output.bands * output.channels, stride: output.stride, past };
    }),
    {
      kernel: `${name}/embedding`,
      width: body.width,
      stride: body.period,
      past: body.parts[body.parts.length - 1]!.past,
    },
  ];
  const heldShapes = [...held.map(() => [1, units]), [1, slow]];
  const firstFast = body.stateShapes.length;
  const firstHeld = firstFast + stack.stateShapes.length;

  /** Computes what a step completes of the held values: `[completed, units]` of each source, then `[completed, slow]`. */
  function completed({ y, outputs }: TrunkStep, weights: Weights, observe: Observer): (tf.Tensor2D | undefined)[] {
    const inputs = [...taps.map((block) => flattened(outputs[block])), y];
    const products = held.map(({ kernel }, i) => {
      const input = inputs[i];
      return input && tf.matMul<tf.Tensor2D>(input, weights[kernel] as tf.Tensor2D);
    });
    return [...products, y && observe('slow', hardSwish(dense(y, denseWeights(weights, 'slow'))))];
  }

  /** Computes the rows after the layers of the trunk. Without `state`, everything before was the same as the step. */
  function rows(
    step: TrunkStep,
    weights: Weights,
    state: readonly tf.Tensor[] | undefined,
    phase: number,
    observe: Observer = unobserved,
  ): FrontStep & { readonly x: tf.Tensor2D; readonly slow: tf.Tensor2D } {
    const convolved = stack.forward(step.outputs[fast.block]!, weights, state?.slice(firstFast, firstHeld), observe);
    const sources: SlowValues[] = completed(step, weights, observe).map((values, i) => ({
      values: joined(state?.[firstHeld + i] as tf.Tensor2D | undefined, values),
      stride: held[i]?.stride ?? body.period,
    }));
    const times: RowTimes = { rows: convolved.y.shape[0], stride: rowStride, phase };
    const fromFast = dense(convolved.y, denseWeights(weights, name));
    return {
      x: observe(name, tf.relu(tf.add<tf.Tensor2D>(fromFast, newestRows(sources.slice(0, -1), times)))),
      slow: newestRows(sources.slice(-1), times),
      state: [...step.state, ...convolved.state, ...sources.map(({ values }) => lastRow(values))],
    };
  }

  return {
    weightShapes: {
      ...normalizeShapes(bands),
      ...body.weightShapes,
      ...stack.weightShapes,
      ...namedShapes(name, [stack.width, units]),
      ...Object.fromEntries(held.map(({ kernel, width }) => [kernel, [width, units]])),
      ...namedShapes('slow', [body.width, slow]),
    },
    stateShapes: [...body.stateShapes, ...stack.stateShapes, ...heldShapes],
    width: units,
    slowWidth: slow,
    framesPerRow: rowStride,
    period: body.period,
    // A held value is up to its own period old.
    past: Math.max(source.past + stack.past * rowStride, ...held.map(({ past, stride }) => past + stride - rowStride)),
    recurrent: trunkManifest.blocks.some(({ squeeze }) => squeeze !== undefined),
    macsPerFrame:
      body.macsPerFrame +
      (stack.macsPerFrame + stack.width * units) / rowStride +
      held.reduce((macs, { width, stride }) => macs + (width * units) / stride, 0) +
      (body.width * slow) / body.period,
    initial(weights) {
      const silence = normalize(tf.tensor2d(silentFrames(features), [1, bands]), normalizeWeights(weights));
      return rows(body.afterSilence(silence, weights), weights, undefined, body.period - 1);
    },
    forward(frames, weights, state, phase, observe = unobserved) {
      const normalized = observe('normalize', normalize(frames, normalizeWeights(weights)));
      const step = body.forward(normalized, weights, state, phase, observe);
      if (step.outputs[fast.block]) return rows(step, weights, state, phase, observe);
      // No later layer is due either: its stride is a multiple of that of the rows.
      const kept = state.slice(firstFast, firstHeld + heldShapes.length).map((tensor) => tf.clone(tensor));
      return { x: undefined, slow: undefined, state: [...step.state, ...kept] };
    },
  };
}

/** Returns `[1, T, F, C]` as `[T, F·C]`. */
function flattened(x: tf.Tensor4D | undefined): tf.Tensor2D | undefined {
  return x && tf.reshape(x, [x.shape[1], x.shape[2] * x.shape[3]]);
}

/** Returns the held value, then the completed ones. Without a held value it is the same as the first completed one. */
function joined(held: tf.Tensor2D | undefined, completed: tf.Tensor2D | undefined): tf.Tensor2D {
  if (!completed) return held!;
  return tf.concat([held ?? completed, completed], 0);
}

/** Returns the last of `[n, width]` as `[1, width]`, separate from its source. */
function lastRow(values: tf.Tensor2D): tf.Tensor2D {
  const [count, width] = values.shape;
  return count === 1 ? tf.clone(values) : tf.slice(values, [count - 1, 0], [1, width]);
}
