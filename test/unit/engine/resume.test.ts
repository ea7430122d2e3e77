import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { renderScene } from '../../../demo/scene/scene.js';
import { Engine, type EngineStep } from '../../../src/engine/engine.js';
import { ReplayBuffer } from '../../../src/engine/replay-buffer.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { useBackend } from '../model/test-backends.js';
import { modelIn } from '../on-disk.js';

const RATE = 16_000;
/**
 * Duration of sound before the failure, seconds. A recurrent network remembers minutes. No gate is open at that moment: a gated
 * head would wait for its gate again.
 */
const FAILS_AT = 64;
const SECONDS = 72;

/** Frames that a page keeps for a replacement worker: 20 s, and the frames left of the 5 s before them. */
const KEPT = 1000;

/** Returns the scene in a loop with a varying level, so that sound from long ago affects the scores. */
function sound(): Float32Array {
  const scene = renderScene(RATE).samples;
  return Float32Array.from(
    { length: SECONDS * RATE },
    (_, n) => scene[n % scene.length]! * 10 ** (-0.6 + 0.6 * Math.sin(n / RATE / 3)),
  );
}

const all = (steps: readonly EngineStep[]) =>
  steps.flatMap(({ update }) =>
    Object.keys(update.scores).flatMap((head) => [...update.scores[head]!, ...update.smoothed[head]!]),
  );
const worst = (some: readonly EngineStep[], others: readonly EngineStep[]) => {
  const [scores, expected] = [all(some), all(others)];
  expect(scores.length).to.equal(expected.length).and.greaterThan(0);
  return scores.reduce((most, p, i) => Math.max(most, Math.abs(p - expected[i]!)), 0);
};

describe('after a minute of sound', { timeout: 120_000 }, () => {
  let input: Float32Array;
  beforeAll(async () => {
    await useBackend('wasm');
    input = sound();
  });
  afterAll(() => expect(tf.memory().numTensors).to.equal(0));

  for (const name of ['crnn', 'wavenet']) {
    describe(name, () => {
      let model: Model;
      let steady: EngineStep[];
      const networks: StreamingNetwork[] = [];
      const network = () => {
        const made = StreamingNetwork.create(model);
        networks.push(made);
        return made;
      };
      const options = () => ({ manifest: model.manifest, network: network(), sampleRate: RATE, stepFrames: 25 });

      beforeAll(async () => {
        model = await modelIn(`models/${name}`);
        steady = await new Engine({ ...options(), exportStates: true }).push(input);
      });
      afterAll(() => {
        for (const one of networks) one.dispose();
      });

      it('another worker continues with the scores of an undisturbed run', async () => {
        const replay = new ReplayBuffer(64, KEPT);
        const before = steady.filter(({ time }) => time < FAILS_AT);
        for (const step of before) replay.add(step);
        const kept = replay.steps.reduce((frames, { features }) => frames + features.length / 64, 0);
        expect(kept).to.be.within(KEPT, KEPT + 2 * 250 + 25);
        const next = new Engine(options());
        await next.prime(replay.steps);
        const from = before.length * 25 * 0.02 * RATE;
        expect(worst(await next.push(input.subarray(from), from), steady.slice(before.length))).to.be.lessThan(1e-4);
      });

      it('another backend continues with the scores of an undisturbed run, and replays few frames for it', async () => {
        const { network: failing, ...rest } = options();
        const compute = failing.step.bind(failing);
        let count = 0;
        failing.step = (frames) =>
          ++count * 25 * 0.02 > FAILS_AT ? Promise.reject(new Error('The device is lost.')) : compute(frames);
        const spare = network();
        const computeSpare = spare.step.bind(spare);
        let replayed = 0;
        spare.step = (frames) => {
          replayed += frames.length / 64;
          return computeSpare(frames);
        };
        const recover = () => Promise.resolve(spare);
        const engine = new Engine({ ...rest, network: failing, recover });
        const steps = await engine.push(input);
        expect(worst(steps, steady)).to.be.lessThan(1e-4);
        expect(replayed).to.be.at.most((SECONDS - FAILS_AT) / 0.02 + 250);
      });
    });
  }
});
