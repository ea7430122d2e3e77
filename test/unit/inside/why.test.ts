import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { silentFrames } from '../../../src/features/band-value.js';
import { ShownNetwork } from '../../../src/inside/shown-network.js';
import { reasonsFor, type Reasons, type WhyTarget } from '../../../src/inside/why.js';
import type { Model } from '../../../src/model/manifest.js';
import { seededRandom } from '../../harness/random.js';
import { randomFrames } from '../model/random-frames.js';
import { architectures } from '../model/random-model.js';
import { useBackend } from '../model/test-backends.js';
import { loadedModel } from './shown.js';

/** Frames of input, a multiple of every period. */
const FRAMES = 32;
const TARGET: WhyTarget = { head: 'bird', label: 'bird 0', method: 'gradient' };

function reasons(model: Model, frames: Float32Array, target: WhyTarget, pathSteps?: number): Reasons {
  const network = new ShownNetwork(model);
  try {
    network.step(frames, () => false);
    const work = reasonsFor(network, target, pathSteps);
    let result = work.next();
    while (!result.done) result = work.next();
    return result.value!;
  } finally {
    network.dispose();
  }
}

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`reasons for a class, ${backend}`, () => {
    beforeAll(() => useBackend(backend));

    for (const [name, architecture] of Object.entries(architectures)) {
      it(`of ${name}: the gradient is that of finite differences`, async () => {
        const model = await loadedModel(architecture);
        const { features } = model.manifest;
        const frames = randomFrames(FRAMES, seededRandom(7), features);
        const silence = silentFrames(features);
        const { input } = reasons(model, frames, TARGET);
        const random = seededRandom(8);
        const scale = Math.max(
          ...input.map((value, i) => Math.abs(value / (frames[i]! - silence[i % features.bands]!))),
        );
        for (let trial = 0; trial < 12; trial++) {
          const at = Math.floor(random() * frames.length);
          const by = 1e-2;
          const [lower, upper] = [-by, by].map((change) => {
            const changed = frames.slice();
            changed[at]! += change;
            return reasons(model, changed, TARGET).logit;
          });
          const slope = input[at]! / (frames[at]! - silence[at % features.bands]!);
          // A ReLU that changes within the difference, and single precision, make the two differ a little.
          expect(slope, `value ${at}`).to.be.closeTo((upper! - lower!) / (2 * by), 0.03 * scale + 2e-5);
        }
      });
    }

    it('leaves no tensor behind', async () => {
      const model = await loadedModel(architectures.twoSpeedCrnn);
      const frames = randomFrames(FRAMES, seededRandom(7), model.manifest.features);
      const before = tf.memory().numTensors;
      reasons(model, frames, { ...TARGET, method: 'integrated' });
      expect(tf.memory().numTensors).to.equal(before);
    });
  });
}

describe('reasons for a class', () => {
  beforeAll(() => useBackend('wasm'));

  for (const [name, architecture] of Object.entries(architectures)) {
    it(`of ${name}: integrated gradients add up to the difference from silence`, async () => {
      const model = await loadedModel(architecture);
      const frames = randomFrames(FRAMES, seededRandom(7), model.manifest.features);
      const { input, logit, silentLogit } = reasons(model, frames, { ...TARGET, method: 'integrated' }, 100);
      const sum = input.reduce((total, value) => total + value, 0);
      expect(sum).to.be.closeTo(logit - silentLogit, 0.05 * Math.abs(logit - silentLogit) + 0.005);
    });
  }

  it('are undefined for an unknown class, and before the first step', async () => {
    const network = new ShownNetwork(await loadedModel(architectures.crnn));
    expect(reasonsFor(network, TARGET).next()).to.deep.equal({ done: true, value: undefined });
    network.step(randomFrames(4, seededRandom(1)), () => false);
    expect(reasonsFor(network, { ...TARGET, label: 'unicorn' }).next().value).to.equal(undefined);
    network.dispose();
  });

  it('names the unit of the last layer that the head reads most', async () => {
    const model = await loadedModel(architectures.crnn);
    const { shape, values } = model.tensors.get('head.bird/kernel')!;
    values.fill(0);
    values[3] = 5; // the GRU's units come first
    expect(shape).to.deep.equal([22, 1]);
    const { units } = reasons(model, randomFrames(FRAMES, seededRandom(7)), TARGET);
    const strengths = units.gru!.map(Math.abs);
    expect(strengths.indexOf(Math.max(...strengths))).to.equal(3);
    expect(units.heads!.filter((value) => value !== 0).length).to.be.at.most(1);
  });
});
