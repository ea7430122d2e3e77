import '@tensorflow/tfjs-backend-cpu';
import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { Engine, type EngineStep } from '../../../src/engine/engine.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { PinnaError } from '../../../src/errors.js';
import { rejection } from '../../browser/when.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { referenceModel } from './reference-model.js';

const RATE = 16_000;
const HOP = 320;

const join = (steps: EngineStep[], head: string) => steps.flatMap(({ update }) => [...update.scores[head]!]);

describe('Engine', () => {
  let model: Model;
  let input: Float32Array;
  const engines: StreamingNetwork[] = [];

  beforeAll(async () => {
    await tf.setBackend('cpu');
    model = await referenceModel('crnn-tiny');
    const random = seededRandom(3);
    // Noise with a varying level, so that decisions change.
    input = Float32Array.from(
      { length: RATE * 2 + 77 },
      (_, n) => (random() * 2 - 1) * 10 ** (-3 + 3 * Math.abs(Math.sin(n / 4000))),
    );
  });

  const engine = (stepFrames: number) => {
    const network = StreamingNetwork.create(model);
    engines.push(network);
    return new Engine({ manifest: model.manifest, network, sampleRate: RATE, stepFrames });
  };

  afterAll(() => {
    for (const network of engines) network.dispose();
    expect(tf.memory().numTensors).to.equal(0);
  });

  it('gives the same answer while its steps get longer, because it cannot keep up, and shorter again', async () => {
    const expected = await engine(5).push(input);
    const network = StreamingNetwork.create(model);
    engines.push(network);
    let isSlow = true;
    const slow = new Proxy(network, {
      get: (target, name) =>
        name === 'step'
          ? async (frames: Float32Array) => {
              for (const end = performance.now() + (isSlow ? 150 : 0); performance.now() < end;);
              return target.step(frames);
            }
          : Reflect.get(target, name, target),
    });
    const sluggish = new Engine({
      manifest: model.manifest,
      network: slow,
      sampleRate: RATE,
      stepFrames: 5,
      adaptive: true,
    });
    const steps: EngineStep[] = [];
    for (let from = 0; from < input.length; from += 160) {
      isSlow = from < input.length / 2;
      steps.push(...(await sluggish.push(input.subarray(from, from + 160))));
    }
    steps.push(...(await sluggish.flush()).steps);
    expect(Math.max(...steps.map(({ update }) => update.frames))).to.be.within(10, 50);
    for (const { name } of model.manifest.heads) {
      const scores = join(steps, name);
      join(expected, name).forEach((score, i) => expect(scores[i]).to.be.closeTo(score, 1e-5));
    }
  });

  it('gives the whole-file answer for any cutting of the samples and any step', async () => {
    const whole = engine(50);
    const expected = await whole.push(input);
    const end = await whole.flush();
    expected.push(...end.steps);
    const random = seededRandom(11);
    for (const stepFrames of [1, 3, 5, 10, 50]) {
      const streamed = engine(stepFrames);
      const steps: EngineStep[] = [];
      for (const [from, to] of randomCuts(input.length, 5000, random))
        steps.push(...(await streamed.push(input.subarray(from, to))));
      const { steps: last, changes } = await streamed.flush();
      steps.push(...last);
      for (const { name } of model.manifest.heads) {
        const scores = join(steps, name);
        const reference = join(expected, name);
        expect(scores.length).to.equal(reference.length);
        const worst = scores.reduce((max, p, i) => Math.max(max, Math.abs(p - reference[i]!)), 0);
        expect(worst).to.be.lessThan(1e-5);
      }
      expect(
        [...steps.flatMap(({ update }) => update.changes), ...changes].map(({ phase, detection }) => [
          phase,
          detection.label,
        ]),
      ).to.deep.equal(
        [...expected.flatMap(({ update }) => update.changes), ...end.changes].map(({ phase, detection }) => [
          phase,
          detection.label,
        ]),
      );
    }
  });

  it('computes descriptors of each step, also when they are turned on later, and the same scores as without', async () => {
    const early = engine(5);
    early.select({ features: false, descriptors: true, harmony: false });
    const steps = [...(await early.push(input)), ...(await early.flush()).steps];
    const plain = await engine(5).push(input);
    expect(plain.every(({ descriptors }) => descriptors === undefined)).to.equal(true);
    expect(join(steps, 'events').slice(0, 100)).to.deep.equal(join(plain, 'events').slice(0, 100));
    expect(steps.every(({ descriptors, update }) => descriptors?.frames === update.frames)).to.equal(true);
    const rms = steps.flatMap(({ descriptors }) => [...descriptors!.rms]);

    const late = engine(5);
    const random = seededRandom(5);
    const all: EngineStep[] = [];
    for (const [from, to] of randomCuts(input.length, 700, random)) {
      all.push(...(await late.push(input.subarray(from, to))));
      late.select({ features: false, descriptors: from > RATE / 2 && from < RATE, harmony: false });
    }
    const described = all.filter(({ descriptors }) => descriptors);
    expect(described.length).to.be.within(3, 6);
    for (const { time, descriptors } of described) {
      const first = Math.round((time * RATE) / HOP);
      expect([...descriptors!.rms]).to.deep.equal(rms.slice(first, first + descriptors!.frames));
    }
  });

  it('keeps true times across missing samples', async () => {
    const streamed = engine(5);
    const before = await streamed.push(input.subarray(0, 10 * HOP), 1000);
    expect(before[0]!.time).to.equal(1000 / RATE);
    const position = 1000 + 10 * HOP + 12_345;
    const after = await streamed.push(input.subarray(0, 10 * HOP), position);
    const frames = before.reduce((sum, { update }) => sum + update.frames, 0);
    // Frames from before the gap, which waited for a full step, come first.
    expect(after[0]!.time).to.be.closeTo((1000 + frames * HOP) / RATE, 1e-9);
    expect(after[1]!.time).to.be.closeTo(position / RATE, 1e-9);
    expect(streamed.timing.steps).to.equal(before.length + after.length);
  });

  it('forgets everything at reset', async () => {
    const streamed = engine(10);
    const first = await streamed.push(input.subarray(0, RATE), 5);
    streamed.reset();
    const again = await streamed.push(input.subarray(0, RATE), 5);
    for (const { name } of model.manifest.heads) expect(join(again, name)).to.deep.equal(join(first, name));
    expect(again.map(({ time }) => time)).to.deep.equal(first.map(({ time }) => time));
  });

  it('continues with the same results on another network after its backend has failed', async () => {
    const steady = engine(5);
    const expected = await steady.push(input);
    const doomed = StreamingNetwork.create(model);
    const spare = StreamingNetwork.create(model);
    engines.push(doomed, spare);
    const compute = doomed.step.bind(doomed);
    const failure = new Error('A valid external Instance reference no longer exists.');
    let steps = 0;
    doomed.step = (frames) => (++steps > 7 ? Promise.reject(failure) : compute(frames));
    const reasons: unknown[] = [];
    const streamed = new Engine({
      manifest: model.manifest,
      network: doomed,
      sampleRate: RATE,
      stepFrames: 5,
      recover: (error) => {
        reasons.push(error);
        return Promise.resolve(spare);
      },
    });
    const recovered = await streamed.push(input);
    expect(reasons).to.deep.equal([failure]);
    expect(recovered.map(({ time }) => time)).to.deep.equal(expected.map(({ time }) => time));
    for (const { name } of model.manifest.heads) {
      const reference = join(expected, name);
      const worst = join(recovered, name).reduce((max, p, i) => Math.max(max, Math.abs(p - reference[i]!)), 0);
      expect(worst).to.be.lessThan(1e-5);
    }
  });

  it('throws every error without `recover`, and with it those that another network cannot avoid', async () => {
    const network = StreamingNetwork.create(model);
    engines.push(network);
    network.step = () => Promise.reject(new Error('failed'));
    const alone = new Engine({ manifest: model.manifest, network, sampleRate: RATE, stepFrames: 5 });
    expect((await rejection(alone.push(input))).message).to.equal('failed');
    network.step = () => Promise.reject(new PinnaError('model-corrupt', 'Not finite.'));
    const recover = () => Promise.reject(new Error('recovered'));
    const recovering = new Engine({ manifest: model.manifest, network, sampleRate: RATE, stepFrames: 5, recover });
    expect((await rejection(recovering.push(input))).message).to.equal('Not finite.');
  });
});
