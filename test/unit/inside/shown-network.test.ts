import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { bandValue } from '../../../src/features/band-value.js';
import { FUTURE_FRAMES } from '../../../src/inside/breakage.js';
import type { Breakage } from '../../../src/inside/breakages.js';
import { ShownNetwork } from '../../../src/inside/shown-network.js';
import type { Model } from '../../../src/model/manifest.js';
import { splitLogits } from '../../../src/model/network/head-weights.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { seededRandom } from '../../harness/random.js';
import { randomFrames } from '../model/random-frames.js';
import { architectures } from '../model/random-model.js';
import { useBackend } from '../model/test-backends.js';
import { loadedModel } from './shown.js';

/** Frames per step; a multiple of every row. */
const STEP = 16;

/** Returns the logits of all heads, step by step. */
function logitsOf(model: Model, frames: Float32Array, step: number, broken?: Breakage): Float32Array {
  const network = new ShownNetwork(model, new Set(broken ? [broken] : []));
  const { bands } = model.manifest.features;
  const rows: number[] = [];
  for (let first = 0; first < frames.length; first += step * bands) {
    const seen = network.step(frames.slice(first, first + step * bands), (name) => name === 'heads');
    rows.push(...(seen.get('heads')?.values ?? []));
  }
  network.dispose();
  return Float32Array.from(rows);
}

const birds = (model: Model, logits: Float32Array) => splitLogits([logits], model.manifest.heads).bird!;
const distance = (a: Float32Array, b: Float32Array) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`the shown network, ${backend}`, () => {
    beforeAll(() => useBackend(backend));

    for (const [name, architecture] of Object.entries(architectures)) {
      it(`${name}: has the logits of the network that listens, from any of its states on`, async () => {
        const model = await loadedModel(architecture);
        const frames = (seed: number) => randomFrames(STEP, seededRandom(seed), model.manifest.features);
        const listening = StreamingNetwork.create(model);
        const shown = new ShownNetwork(model);
        await listening.step(frames(1));
        shown.importState(await listening.exportState());
        for (const seed of [2, 3]) {
          const expected = await listening.step(frames(seed));
          const seen = shown.step(frames(seed), (each) => each === 'heads').get('heads')!.values;
          const actual = splitLogits([seen], model.manifest.heads);
          for (const { name: head } of model.manifest.heads)
            expect(distance(actual[head]!, expected[head]!), head).to.be.below(1e-5);
        }
        shown.dispose();
        listening.dispose();
      });
    }

    it('keeps the state before the newest four seconds, and no tensor of older ones', async () => {
      const model = await loadedModel(architectures.crnn);
      const { features } = model.manifest;
      const before = tf.memory().numTensors;
      const shown = new ShownNetwork(model);
      const steps = Math.ceil(12 / (STEP * features.hopSeconds));
      let most = 0;
      for (let i = 0; i < steps; i++) {
        shown.step(randomFrames(STEP, seededRandom(i)), () => false);
        if (i > steps / 2) most = Math.max(most, tf.memory().numTensors);
      }
      const { input } = shown.past!;
      expect(input.length / features.bands).to.be.within(4 / features.hopSeconds, 5.3 / features.hopSeconds);
      expect(most).to.be.below(before + 150);
      shown.dispose();
      expect(tf.memory().numTensors).to.equal(before);
    });
  });
}

describe('a network that is broken on purpose', () => {
  beforeAll(() => useBackend('wasm'));

  for (const [name, architecture] of Object.entries(architectures)) {
    it(`${name}: a ReLU before the sigmoid: no score of a bird is below one half, and no other head changes`, async () => {
      const model = await loadedModel(architecture);
      const { heads } = model.manifest;
      const frames = randomFrames(6 * STEP, seededRandom(4), model.manifest.features);
      model.tensors.get('head.bird/bias')!.values.fill(-3);
      const [whole, broken] = [logitsOf(model, frames, STEP), logitsOf(model, frames, STEP, 'relu')];
      expect(Math.min(...birds(model, whole))).to.be.below(0);
      expect(Math.min(...birds(model, broken))).to.be.at.least(0);
      const parts = [whole, broken].map((logits) => splitLogits([logits], heads));
      expect(parts[1]!.events).to.deep.equal(parts[0]!.events);
    });
  }

  const model = () => loadedModel(architectures.twoSpeedCrnn);

  it('without a fault, steps of any size give the same', async () => {
    const own = await model();
    const frames = randomFrames(6 * STEP, seededRandom(4), own.manifest.features);
    expect(distance(logitsOf(own, frames, STEP), logitsOf(own, frames, 2 * STEP))).to.be.below(1e-4);
  });

  for (const fault of ['future', 'forget'] as const) {
    it(`${fault}: the answer depends on the size of the steps`, async () => {
      const own = await model();
      const frames = randomFrames(6 * STEP, seededRandom(4), own.manifest.features);
      expect(distance(logitsOf(own, frames, STEP, fault), logitsOf(own, frames, 2 * STEP, fault))).to.be.above(1e-3);
    });
  }

  it('future: the first layer reads later frames, and zeros at the end of a step', async () => {
    const own = await model();
    const { bands } = own.manifest.features;
    const frames = randomFrames(STEP, seededRandom(4), own.manifest.features);
    const [whole, broken] = [new ShownNetwork(own), new ShownNetwork(own, new Set(['future'] as const))].map(
      (network) => {
        const { values } = network.step(frames, (name) => name === 'normalize').get('normalize')!;
        network.dispose();
        return values;
      },
    );
    const moved = FUTURE_FRAMES * bands;
    expect(broken!.slice(0, -moved)).to.deep.equal(whole!.slice(moved));
    expect(broken!.slice(-moved).every((value) => value === 0)).to.equal(true);
  });

  for (const [name, architecture] of Object.entries({ dB: architectures.crnn, scaled: architectures.twoSpeedCrnn })) {
    it(`no-normalisation: frames in ${name} reach the first layer in dB`, async () => {
      const own = await loadedModel(architecture);
      const { features } = own.manifest;
      const powers = [1e-3, 1, 50];
      const frames = Float32Array.from({ length: STEP * features.bands }, (_, i) =>
        bandValue(powers[i % 3]!, features),
      );
      const network = new ShownNetwork(own, new Set(['no-normalisation'] as const));
      const { values } = network.step(frames, (each) => each === 'normalize').get('normalize')!;
      powers.forEach((power, i) => expect(values[i]).to.be.closeTo(10 * Math.log10(power), 1e-3));
      network.dispose();
    });
  }
});
