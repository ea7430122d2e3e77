import * as tf from '@tensorflow/tfjs-core';
import { silentFrames } from '../../features/band-value.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { hardSwish } from '../layers/activation.js';
import { dense } from '../layers/dense.js';
import { normalize } from '../layers/normalize.js';
import type { MobilenetManifest } from '../manifest.js';
import type { Architecture, State, Weights } from './architecture.js';
import { denseWeights, namedShapes, normalizeShapes, normalizeWeights } from './named-weights.js';
import { unobserved, type Observer } from './observer.js';
import { trunk } from './trunk.js';

/**
 * Builds a trunk whose heads read each embedding, or a dense layer with hard swish after it. A stream begins after endless
 * silence. State: the trunk's tensors.
 */
export function mobilenet(manifest: MobilenetManifest, features: FeatureGeometry): Architecture {
  const { dense: units } = manifest;
  const { bands } = features;
  const body = trunk(manifest.trunk, bands, features.hopSeconds);
  const width = units ?? body.width;

  return {
    weightShapes: {
      ...normalizeShapes(bands),
      ...body.weightShapes,
      ...(units ? namedShapes('dense', [body.width, units]) : {}),
    },
    stateShapes: body.stateShapes,
    width,
    framesPerOutput: body.period,
    period: body.period,
    receptiveFieldFrames: 1 + body.parts[body.parts.length - 1]!.past,
    recurrent: manifest.trunk.blocks.some(({ squeeze }) => squeeze !== undefined),
    macsPerFrame: body.macsPerFrame + (body.width * (units ?? 0)) / body.period,
    headMacsPerFrame: width / body.period,
    initialState(weights) {
      const silence = tf.tensor2d(silentFrames(features), [1, bands]);
      return body.afterSilence(normalize(silence, normalizeWeights(weights)), weights).state;
    },
    forward(x: tf.Tensor2D, weights: Weights, { tensors, phase }: State, observe: Observer = unobserved) {
      const normalized = observe('normalize', normalize(x, normalizeWeights(weights)));
      const { y, state } = body.forward(normalized, weights, tensors, phase, observe);
      return { y: y && units ? observe('dense', hardSwish(dense(y, denseWeights(weights, 'dense')))) : y, state };
    },
  };
}
