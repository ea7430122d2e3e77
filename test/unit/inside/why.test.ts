import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { renderScene, SAMPLE_RATE, SOUNDS } from '../../../demo/scene/scene.js';
import { silentFrames } from '../../../src/features/band-value.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { ShownNetwork } from '../../../src/inside/shown-network.js';
import { EXACT, reasonsFor, type Reasons, type WhyTarget } from '../../../src/inside/why.js';
import type { Model } from '../../../src/model/manifest.js';
import { DEFAULT_MODEL } from '../../../src/model/shipped-models.js';
import { seededRandom } from '../../harness/random.js';
import { randomFrames } from '../model/random-frames.js';
import { architectures } from '../model/random-model.js';
import { useBackend } from '../model/test-backends.js';
import { modelIn } from '../on-disk.js';
import { loadedModel } from './shown.js';

/** Frames of input, a multiple of every period. */
const FRAMES = 32;
/** Duration of the demo scene to explain, seconds; a bird sings at its end. */
const SECONDS = 4;
/** Frames of a step of the demo scene, 0.32 s. */
const STEP = 32;
const TARGET: WhyTarget = { head: 'bird', label: 'bird 0', method: 'gradient' };

function reasons(model: Model, frames: Float32Array, target: WhyTarget): Reasons {
  const network = new ShownNetwork(model);
  try {
    network.step(frames, () => false);
    const work = reasonsFor(network, target);
    let result = work.next();
    while (!result.done) result = work.next();
    return result.value!;
  } finally {
    network.dispose();
  }
}

const sumOf = (shares: Float32Array) => shares.reduce((sum, share) => sum + share, 0);

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
    it(`of ${name}: integrated gradients and the rest add up to the difference from silence`, async () => {
      const model = await loadedModel(architecture);
      const frames = randomFrames(FRAMES, seededRandom(7), model.manifest.features);
      const { input, logit, silentLogit, rest, addsUp } = reasons(model, frames, { ...TARGET, method: 'integrated' });
      expect(sumOf(input) + rest).to.be.closeTo(logit - silentLogit, 1e-4);
      if (addsUp) expect(Math.abs(rest)).to.be.at.most(0.05 * Math.max(1, Math.abs(logit - silentLogit)));
    });
  }

  it('gradient × input reports what it leaves out', async () => {
    const model = await loadedModel(architectures.crnn);
    const { input, logit, silentLogit, rest, addsUp } = reasons(model, randomFrames(FRAMES, seededRandom(7)), TARGET);
    expect(sumOf(input) + rest).to.be.closeTo(logit - silentLogit, 1e-4);
    expect(addsUp).to.equal(false);
  });

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

describe('reasons of the default model for the demo scene', { timeout: 300_000 }, () => {
  const target: WhyTarget = { head: 'bird', label: 'bird', method: 'integrated' };
  let network: ShownNetwork;

  beforeAll(async () => {
    await useBackend('wasm');
    const model = await modelIn(`models/${DEFAULT_MODEL}`);
    network = new ShownNetwork(model);
    const [birdsong] = SOUNDS;
    const { samples } = renderScene(SAMPLE_RATE, [birdsong!]);
    const frames = new LogMelStream(SAMPLE_RATE, model.manifest.features).push(samples);
    const step = STEP * model.manifest.features.bands;
    const end = (SECONDS / model.manifest.features.hopSeconds) * model.manifest.features.bands;
    for (let first = 0; first < end; first += step) network.step(frames.slice(first, first + step), () => false);
  });

  afterAll(() => network.dispose());

  it('add up: at most 5 % of the difference is left over', () => {
    const work = reasonsFor(network, target, { ...EXACT, seconds: Infinity });
    let result = work.next();
    while (!result.done) result = work.next();
    const { input, logit, silentLogit, rest, points, addsUp } = result.value!;
    expect(logit - silentLogit).to.be.above(3);
    expect(sumOf(input) + rest).to.be.closeTo(logit - silentLogit, 1e-4);
    expect(Math.abs(rest)).to.be.at.most(0.05 * (logit - silentLogit));
    expect(addsUp).to.equal(true);
    expect(points).to.be.below(EXACT.points);
  });

  it('do not add up with few points, and say so', () => {
    const work = reasonsFor(network, target, { ...EXACT, rest: 1e-4, smallRest: 0, points: 10, seconds: Infinity });
    let result = work.next();
    while (!result.done) result = work.next();
    const { input, logit, silentLogit, rest, points, addsUp } = result.value!;
    expect(points).to.be.at.most(10);
    expect(addsUp).to.equal(false);
    expect(sumOf(input) + rest).to.be.closeTo(logit - silentLogit, 1e-4);
  });

  it('have the gradient of finite differences along the whole path from silence', () => {
    const { model, past } = network;
    const { features } = model.manifest;
    const silence = silentFrames(features, past!.input.length / features.bands);
    const reasonsAt = (at: number) =>
      reasons(
        model,
        silence.map((value, i) => value + at * (past!.input[i]! - value)),
        { ...target, method: 'gradient' },
      );
    for (const at of [0.02, 0.1, 0.3, 0.6, 0.95]) {
      // Gradient times the distance from silence, which is this share of the whole path.
      const slope = sumOf(reasonsAt(at).input) / at;
      const by = 1e-3;
      const expected = (reasonsAt(at + by).logit - reasonsAt(at - by).logit) / (2 * by);
      // Kinks of the activations within the difference make the two differ a little.
      expect(slope, `at ${at}`).to.be.closeTo(expected, 0.05 * Math.abs(expected) + 0.3);
    }
  });
});
