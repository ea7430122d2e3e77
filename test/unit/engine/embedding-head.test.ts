import '@tensorflow/tfjs-backend-cpu';
import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { DetectionChange } from '../../../src/decisions/detection.js';
import type { EmbeddingHead } from '../../../src/decisions/embedding-head.js';
import { Engine, type EngineStep } from '../../../src/engine/engine.js';
import { RecordingAnalyser } from '../../../src/engine/recording-analyser.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { TaughtHead } from '../../../src/teach/taught-head.js';
import type { TaughtClass } from '../../../src/teach/file/taught-class.js';
import { seededRandom } from '../../harness/random.js';
import { hiddenLayer, normal, taughtClass } from '../teach/made-up.js';
import { referenceModel } from './reference-model.js';

const RATE = 16_000;
const SIZE = 8;

describe('a head that reads the embedding', () => {
  let model: Model;
  let network: StreamingNetwork;
  let head: TaughtHead;
  let input: Float32Array;
  let kettle: TaughtClass;
  let gate: (threshold: number) => TaughtClass;
  let headOf: (classes: readonly TaughtClass[]) => TaughtHead;

  beforeAll(async () => {
    await tf.setBackend('cpu');
    model = await referenceModel('crnn-tiny');
    network = StreamingNetwork.create(model);
    const random = seededRandom(8);
    const { width } = network;
    const values = (length: number) => Float32Array.from({ length }, () => normal(random));
    const normalisation = { width, size: SIZE, mean: values(width), projection: values(SIZE * width) };
    const wide = (label: string, seed: number): TaughtClass => ({
      ...taughtClass(label, seed, SIZE),
      radius: 100,
      threshold: 0.3,
    });
    // The kettle has a hidden layer. The gate is on all the time.
    kettle = { ...wide('kettle', 1), layer: hiddenLayer(1, SIZE) };
    gate = (threshold) => ({ ...wide('gate', 2), bias: 50, threshold });
    headOf = (classes) => new TaughtHead(classes, normalisation);
    head = headOf([kettle, gate(0.3)]);
    input = Float32Array.from(
      { length: 3 * RATE },
      (_, n) => (random() * 2 - 1) * 10 ** (-3 + 3 * Math.abs(Math.sin(n / 6000))),
    );
  });

  afterAll(() => network.dispose());

  const engineWith = (embeddingHead?: EmbeddingHead) => {
    network.reset();
    return new Engine({ manifest: model.manifest, network, sampleRate: RATE, stepFrames: 5, embeddingHead });
  };
  const builtIn = (steps: readonly EngineStep[]) =>
    steps.map(({ logits, update }) =>
      model.manifest.heads.map(({ name }) => [logits[name], update.scores[name], update.smoothed[name]]),
    );

  it('leaves the scores of the other heads as they are, to the bit, while it is added, replaced and removed', async () => {
    const plain = builtIn(await engineWith().push(input));
    expect(builtIn(await engineWith(head).push(input))).to.deep.equal(plain);
    const engine = engineWith();
    const steps: EngineStep[] = [];
    for (let i = 0; i < 6; i++) {
      engine.setEmbeddingHead(i % 3 === 2 ? undefined : head);
      steps.push(...(await engine.push(input.subarray((i * RATE) / 2, ((i + 1) * RATE) / 2))));
    }
    expect(builtIn(steps)).to.deep.equal(plain);
    expect(steps.some(({ update }) => 'taught' in update.scores)).to.equal(true);
    expect(steps.some(({ update }) => !('taught' in update.scores))).to.equal(true);
  });

  it('is scored and decided like any other head, and ends its detections when it is removed', async () => {
    const engine = engineWith(head);
    const steps = await engine.push(input.subarray(0, 2 * RATE));
    const { frames, scores } = steps[0]!.update;
    expect(scores.taught).to.have.length(2 * frames);
    const started = steps
      .flatMap(({ update }) => update.changes)
      .filter(({ detection }) => detection.head === 'taught');
    expect(started.length).to.be.above(0);
    engine.setEmbeddingHead(undefined);
    const after = (await engine.push(input.subarray(2 * RATE))).flatMap(({ update }) => update.changes);
    const open =
      started.filter(({ phase }) => phase === 'start').length - started.filter(({ phase }) => phase === 'end').length;
    expect(after.filter(({ phase, detection }) => phase === 'end' && detection.head === 'taught')).to.have.length(open);
  });

  it('lets a detection of a sound that stays last while the head is replaced: the same id and onset, one start and one end', async () => {
    const changesOf = async (replaces: boolean) => {
      const engine = engineWith(head);
      const changes: DetectionChange[] = [];
      for (let i = 0; i < 6; i++) {
        const part = input.subarray((i * RATE) / 2, ((i + 1) * RATE) / 2);
        changes.push(...(await engine.push(part)).flatMap(({ update }) => update.changes));
        // The other sound goes and comes; the gate stays, at another place and with another threshold.
        if (replaces) engine.setEmbeddingHead(i % 2 === 0 ? headOf([gate(0.5)]) : headOf([kettle, gate(0.3)]));
      }
      changes.push(...(await engine.flush()).changes);
      return changes.filter(({ detection }) => detection.label === 'gate');
    };
    const plain = await changesOf(false);
    expect(plain.map(({ phase }) => phase)).to.deep.equal(['start', 'end']);
    const about = ({ phase, detection: { onset, offset, peak } }: DetectionChange) => ({ phase, onset, offset, peak });
    const replaced = await changesOf(true);
    expect(replaced.map(about)).to.deep.equal(plain.map(about));
    expect(new Set(replaced.map(({ detection }) => detection.id)).size).to.equal(1);
  });

  it('begins a sound that comes with another head with its first score, not with 0', async () => {
    const engine = engineWith(headOf([kettle]));
    await engine.push(input.subarray(0, RATE));
    engine.setEmbeddingHead(headOf([kettle, gate(0.5)]));
    const [step] = await engine.push(input.subarray(RATE, 2 * RATE));
    // The gate is on all the time: its smoothed score does not have to rise.
    expect(step!.update.smoothed.taught![1]).to.be.above(0.99);
  });

  it('has scores of the whole recording, the same for any length of steps', async () => {
    const summary = async (stepFrames: number) => {
      const analyser = new RecordingAnalyser({
        manifest: model.manifest,
        network,
        sampleRate: RATE,
        stepFrames,
        embeddingHead: head,
      });
      await analyser.push(input);
      return (await analyser.finish()).summary.recordingScores!.taught!;
    };
    const long = await summary(64);
    expect(long).to.have.length(2);
    (await summary(1)).forEach((score, c) => expect(score).to.be.closeTo(long[c]!, 1e-5));
  });

  it('lets thresholds name its classes at once, also those of a head that waits for the next step', async () => {
    const kettles = async (threshold: number) => {
      const engine = engineWith(headOf([gate(0.5)]));
      await engine.push(input.subarray(0, RATE / 2));
      engine.setEmbeddingHead(headOf([{ ...kettle, layer: undefined }]));
      engine.setThresholds({ 'taught:kettle': threshold });
      expect(() => engine.setThresholds({ 'taught:kettle': threshold, gate: 0.5 })).to.throw('"gate"');
      const steps = await engine.push(input.subarray(RATE / 2));
      return steps.flatMap(({ update }) => update.changes.filter(({ detection }) => detection.label === 'kettle'));
    };
    expect(await kettles(1e-6)).not.to.deep.equal([]);
    expect(await kettles(1)).to.deep.equal([]);
  });

  it('keeps the threshold of a class that was removed until the class comes back; a recording names it as unknown', async () => {
    const plainKettle = { ...kettle, layer: undefined };
    const kettles = async (threshold: number) => {
      const engine = engineWith(headOf([gate(0.5), plainKettle]));
      engine.setThresholds({ 'taught:kettle': threshold });
      engine.setEmbeddingHead(headOf([gate(0.5)]));
      await engine.push(input.subarray(0, RATE / 2));
      engine.setThresholds({ 'taught:kettle': threshold, 'taught:gate': 0.9 });
      engine.setEmbeddingHead(headOf([gate(0.5), plainKettle]));
      const steps = await engine.push(input.subarray(RATE / 2));
      return steps.flatMap(({ update }) => update.changes.filter(({ detection }) => detection.label === 'kettle'));
    };
    expect(await kettles(1e-6)).not.to.deep.equal([]);
    expect(await kettles(1)).to.deep.equal([]);
    const options = { manifest: model.manifest, network, sampleRate: RATE, stepFrames: 5, embeddingHead: head };
    const recording = () => new RecordingAnalyser({ ...options, thresholds: { 'taught:door': 0.5 } });
    expect(recording).to.throw('"taught:door"');
  });

  it('lets thresholds name its classes', async () => {
    const engine = engineWith(head);
    engine.setThresholds({ 'taught:kettle': 1 });
    const changes = (await engine.push(input)).flatMap(({ update }) => update.changes);
    const labels = changes
      .filter(({ detection }) => detection.head === 'taught')
      .map(({ detection }) => detection.label);
    expect(new Set(labels)).to.deep.equal(new Set(['gate']));
  });
});
