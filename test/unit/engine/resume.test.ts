import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { renderScene } from '../../../demo/scene/scene.js';
import { Engine, type EngineStep } from '../../../src/engine/engine.js';
import { ReplayBuffer } from '../../../src/engine/replay-buffer.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { modelNames } from '../model/model-names.js';
import { useBackend } from '../model/test-backends.js';
import { modelIn } from '../on-disk.js';

const RATE = 16_000;
/** Duration of sound before the failure, seconds. A recurrent network remembers minutes. */
const FAILS_AT = 64;
const SECONDS = 72;

/** Duration that a page keeps for a replacement worker, and interval of the states from which it continues, seconds. */
const [KEPT, STATES] = [20, 5];
/** Frames per step, 20 ms each. */
const STEP = 25;

/** Returns the scene in a loop with a varying level, so that sound from long ago affects the scores. */
function sound(): Float32Array {
  const scene = renderScene(RATE).samples;
  return Float32Array.from(
    { length: SECONDS * RATE },
    (_, n) => scene[n % scene.length]! * 10 ** (-0.6 + 0.6 * Math.sin(n / RATE / 3)),
  );
}

const MODELS = [
  ...modelNames.map((name) => `models/${name}`),
  'test/fixtures/models/format-version-1',
  ...['trunk-tiny', 'crnn-trunk-tiny', 'wavenet-trunk-tiny'].map((name) => `test/fixtures/reference/${name}`),
];

/**
 * Returns the largest difference between scores.
 * @param open whether the gate of each gated head was open at the failure. Such a head then waits for its gate again, and its
 *   smoothed scores differ until then.
 */
const worst = (
  some: readonly EngineStep[],
  others: readonly EngineStep[],
  open: Readonly<Record<string, boolean>> = {},
) => {
  const all = (steps: readonly EngineStep[]) =>
    steps.flatMap(({ update: { scores, smoothed } }) =>
      Object.keys(scores).flatMap((head) => [...scores[head]!, ...(open[head] ? [] : smoothed[head]!)]),
    );
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

  for (const name of MODELS) {
    describe(name, () => {
      let model: Model;
      let steady: EngineStep[];
      const networks: StreamingNetwork[] = [];
      const network = () => {
        const made = StreamingNetwork.create(model);
        networks.push(made);
        return made;
      };
      const options = () => ({ manifest: model.manifest, network: network(), sampleRate: RATE, stepFrames: STEP });
      const seconds = ({ length }: Float32Array) =>
        (length / model.manifest.features.bands) * model.manifest.features.hopSeconds;

      beforeAll(async () => {
        model = await modelIn(name);
        steady = await new Engine({ ...options(), exportStates: true }).push(input);
      });
      afterAll(() => {
        for (const one of networks) one.dispose();
      });

      it('another worker continues with the scores of an undisturbed run', async () => {
        const replay = new ReplayBuffer(model.manifest.features, KEPT);
        const before = steady.filter(({ time }) => time < FAILS_AT);
        for (const step of before) replay.add(step);
        const kept = replay.steps.reduce((sum, { input }) => sum + seconds(input), 0);
        expect(kept).to.be.within(KEPT, KEPT + 2 * STATES + 0.5);
        const next = new Engine(options());
        await next.prime(replay.steps);
        const from = before.reduce((sum, { input }) => sum + seconds(input), 0) * RATE;
        const continued = await next.push(input.subarray(from), from);
        expect(worst(continued, steady.slice(before.length), before.at(-1)!.update.gates)).to.be.lessThan(1e-4);
      });

      it('another backend continues with the scores of an undisturbed run, and replays few frames for it', async () => {
        const { network: failing, ...rest } = options();
        const compute = failing.step.bind(failing);
        let stepped = 0;
        failing.step = (frames) => {
          stepped += seconds(frames);
          return stepped > FAILS_AT ? Promise.reject(new Error('The device is lost.')) : compute(frames);
        };
        const spare = network();
        const computeSpare = spare.step.bind(spare);
        let replayed = 0;
        spare.step = (frames) => {
          replayed += seconds(frames);
          return computeSpare(frames);
        };
        const recover = () => Promise.resolve(spare);
        const engine = new Engine({ ...rest, network: failing, recover });
        const steps = await engine.push(input);
        expect(stepped).to.be.greaterThan(FAILS_AT);
        expect(worst(steps, steady)).to.be.lessThan(1e-4);
        expect(replayed).to.be.greaterThan(0);
        expect(replayed).to.be.at.most(SECONDS - FAILS_AT + STATES);
      });
    });
  }
});
