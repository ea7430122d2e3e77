import '@tensorflow/tfjs-backend-cpu';
import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { PooledScores } from '../../../src/decisions/pooled-scores.js';
import { Engine } from '../../../src/engine/engine.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { RecordingAnalyser } from '../../../src/engine/recording-analyser.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { referenceModel } from './reference-model.js';

const RATE = 16_000;

describe('RecordingAnalyser', () => {
  let model: Model;
  let network: StreamingNetwork;
  let input: Float32Array;

  beforeAll(async () => {
    await tf.setBackend('cpu');
    model = await referenceModel('crnn-tiny');
    network = StreamingNetwork.create(model);
    const random = seededRandom(5);
    input = Float32Array.from(
      { length: RATE * 3 + 77 },
      (_, n) => (random() * 2 - 1) * 10 ** (-3 + 3 * Math.abs(Math.sin(n / 6000))),
    );
  });

  afterAll(() => network.dispose());

  const whole = async (stepFrames: number, cuts: readonly (readonly [number, number])[]) => {
    const analyser = new RecordingAnalyser({ manifest: model.manifest, network, sampleRate: RATE, stepFrames });
    for (const [from, to] of cuts) await analyser.push(input.subarray(from, to));
    return (await analyser.finish()).summary;
  };

  it('gives a recording the results of the live engine, from the zero state, for any cutting', async () => {
    network.reset();
    const live = new Engine({ manifest: model.manifest, network, sampleRate: RATE, stepFrames: 5 });
    const scores = new PooledScores(model.manifest.heads);
    const steps = await live.push(input);
    const end = await live.flush();
    for (const { logits, update } of [...steps, ...end.steps]) scores.add(logits, update.frames);
    const ended = [...[...steps, ...end.steps].flatMap(({ update }) => update.changes), ...end.changes]
      .filter(({ phase }) => phase === 'end')
      .map(({ detection }) => detection);
    expect(ended).to.not.deep.equal([]);

    const random = seededRandom(17);
    for (const stepFrames of [1, 7, 64]) {
      const summary = await whole(stepFrames, randomCuts(input.length, 9000, random));
      expect(summary.frames).to.equal(scores.frames);
      expect(summary.duration).to.equal(input.length / RATE);
      const key = ({ label, onset, offset }: (typeof ended)[number]) => `${label} ${onset} ${String(offset)}`;
      expect(summary.detections.map(key).sort()).to.deep.equal(ended.map(key).sort());
      expect(summary.detections.every(({ onset }, i, all) => i === 0 || all[i - 1]!.onset <= onset)).to.equal(true);
      for (const [head, expected] of Object.entries(scores.result()!)) {
        expected.forEach((value, c) => expect(summary.recordingScores![head]![c]).to.be.closeTo(value, 1e-5));
      }
    }
  });

  it('has no recording scores for less than a frame', async () => {
    const summary = await whole(5, [[0, 100]]);
    expect(summary.recordingScores).to.equal(null);
    expect(summary.frames).to.equal(0);
    expect(summary.detections).to.deep.equal([]);
  });

  it('returns the mean embedding of all rows on request, however the recording is cut', async () => {
    network.reset();
    const rows: Float32Array[] = [];
    const live = new Engine({ manifest: model.manifest, network, sampleRate: RATE, stepFrames: 5 });
    live.setFollower((_, __, embedding) => rows.push(embedding.slice()));
    await live.push(input);
    await live.flush();
    const random = seededRandom(23);
    for (const stepFrames of [1, 16]) {
      const analyser = new RecordingAnalyser({
        ...{ manifest: model.manifest, network, sampleRate: RATE, stepFrames },
        embedding: true,
      });
      for (const [from, to] of randomCuts(input.length, 9000, random)) await analyser.push(input.subarray(from, to));
      const { embedding, frames } = (await analyser.finish()).summary;
      const all = rows.flatMap((values) => [...values]);
      const width = embedding!.length;
      expect(all.length).to.equal(frames * width);
      for (let column = 0; column < width; column++) {
        const own = all.filter((_, i) => i % width === column);
        expect(embedding![column]).to.be.closeTo(own.reduce((sum, value) => sum + value, 0) / frames, 1e-5);
      }
    }
    expect((await whole(5, [[0, input.length]])).embedding).to.equal(undefined);
  });
});
