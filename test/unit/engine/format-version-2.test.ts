import { expect } from 'chai';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { Engine, type EngineOptions, type EngineStep } from '../../../src/engine/engine.js';
import { RecordingAnalyser } from '../../../src/engine/recording-analyser.js';
import { framesWithin, frameGeometry } from '../../../src/features/frame-geometry.js';
import { BANDS } from '../../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { framesPerRow } from '../../../src/features/rows.js';
import { PowerSpectrum } from '../../../src/features/power-spectrum.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { Model } from '../../../src/model/manifest.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { describeSound } from '../descriptors/describe.js';
import { architectures, randomModel } from '../model/random-model.js';
import { useBackend } from '../model/test-backends.js';
import { referenceModel } from './reference-model.js';

/** Sample rates under test, Hz. At some of them, 10 ms or 20 ms is not a whole number of samples. */
const RATES = [8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000];
const RATE = 16_000;
const SECONDS = 1.4;
/** Time from the end of a row until its last network frame is complete, seconds. */
const LOOK_AHEAD = 0.015;

/** Returns noise with a varying level, so that scores change. */
function sound(rate: number, seconds = SECONDS): Float32Array {
  const random = seededRandom(3);
  return Float32Array.from(
    { length: Math.round(rate * seconds) + 77 },
    (_, n) => (random() * 2 - 1) * 10 ** (-3 + 3 * Math.abs(Math.sin((4 * n) / rate))),
  );
}

/** Returns a trunk with random weights that gives a row every 20 ms, which is every second frame. */
async function quickTrunk(): Promise<Model> {
  const { trunk } = architectures.mobilenet;
  const blocks = trunk.blocks.map((block) => ({ ...block, stride: [1, block.stride[1]] }) as const);
  const { manifest, weights } = await randomModel({ type: 'mobilenet', trunk: { ...trunk, blocks } }, 3);
  return loadModel(manifest, weights);
}

const MODELS: readonly (readonly [string, () => Promise<Model>])[] = [
  ['a row every 320 ms', () => referenceModel('trunk-tiny')],
  ['a row every 20 ms', quickTrunk],
  ['two speeds (crnn)', () => referenceModel('crnn-trunk-tiny')],
  ['two speeds (wavenet)', () => referenceModel('wavenet-trunk-tiny')],
];

const scores = (steps: readonly EngineStep[]) =>
  steps.flatMap(({ update }) => Object.values(update.scores).flatMap((values) => [...values]));

function worst(steps: readonly EngineStep[], expected: readonly EngineStep[], head: string): number {
  const of = (some: readonly EngineStep[]) => some.flatMap(({ update }) => [...update.scores[head]!]);
  const reference = of(expected);
  const values = of(steps);
  expect(values.length).to.equal(reference.length).and.greaterThan(0);
  return values.reduce((most, value, i) => Math.max(most, Math.abs(value - reference[i]!)), 0);
}

/** Pushes sounds one after another, then flushes. Returns all steps. */
async function all(engine: Engine, sounds: readonly Float32Array[]): Promise<EngineStep[]> {
  const steps: EngineStep[] = [];
  for (const samples of sounds) steps.push(...(await engine.push(samples)));
  return [...steps, ...(await engine.flush()).steps];
}

const rowsOf = (steps: readonly EngineStep[]) => steps.reduce((sum, { update }) => sum + update.frames, 0);

for (const [name, load] of MODELS) {
  describe(`a model of format version 2 with ${name}`, { timeout: 60_000 }, () => {
    let model: Model;
    const networks: StreamingNetwork[] = [];
    const network = () => {
      const made = StreamingNetwork.create(model);
      networks.push(made);
      return made;
    };
    const engine = (stepFrames: number, options: Partial<EngineOptions> = {}) =>
      new Engine({ manifest: model.manifest, network: network(), sampleRate: RATE, stepFrames, ...options });
    const heads = () => model.manifest.heads.map((head) => head.name);

    beforeAll(async () => {
      await useBackend('wasm');
      model = await load();
    });
    afterAll(() => {
      for (const one of networks) one.dispose();
      expect(tf.memory().numTensors).to.equal(0);
    });

    for (const sampleRate of RATES) {
      it(`gives the whole-file answer for any cutting and any step at ${String(sampleRate)} Hz`, async () => {
        const input = sound(sampleRate);
        const whole = engine(50, { sampleRate, features: true, descriptors: true });
        const { rowSeconds } = networks.at(-1)!;
        const expected = await all(whole, [input]);
        const { features: geometry } = model.manifest;
        const frames = framesWithin(frameGeometry(sampleRate, geometry), input.length);
        const rows = Math.floor((frames * geometry.hopSeconds + 1e-9) / rowSeconds);
        expect(rowsOf(expected)).to.equal(rows);
        const logMel = new LogMelStream(sampleRate).push(input);
        const described = describeSound([input], sampleRate);
        const random = seededRandom(sampleRate);
        // The steps are in frames: they need no other sample rate.
        for (const stepFrames of sampleRate === RATE ? [1, 7, 50] : [7]) {
          const streamed = engine(stepFrames, { sampleRate, features: true, descriptors: true });
          const cuts = randomCuts(input.length, sampleRate / 5, random);
          const steps = await all(
            streamed,
            cuts.map(([from, to]) => input.subarray(from, to)),
          );
          for (const head of heads()) expect(worst(steps, expected, head)).to.be.lessThan(1e-5);
          let row = 0;
          for (const { time, update, features, descriptors } of steps) {
            expect(time).to.be.closeTo(row * rowSeconds, 1e-9);
            const [first, end] = [row, row + update.frames].map((count) => count * framesPerRow(rowSeconds));
            expect([...features!]).to.deep.equal([...logMel.subarray(BANDS * first!, BANDS * end!)]);
            expect(descriptors!.frames).to.equal(end! - first!);
            expect([...descriptors!.centroid]).to.deep.equal([...described.centroid.subarray(first, end)]);
            row += update.frames;
          }
        }
      });
    }

    it('has steps of whole rows that last as long as the requested frames of 20 ms', async () => {
      const { rowSeconds, framesPerOutput } = network();
      for (const stepFrames of [1, 5, 16, 17, 40]) {
        const steps = await engine(stepFrames).push(sound(RATE, 2));
        const rows = Math.ceil((stepFrames * 0.02) / rowSeconds - 1e-9);
        expect(new Set(steps.map(({ update }) => update.frames))).to.deep.equal(new Set([rows]));
        for (const { input } of steps)
          expect(input.length).to.equal(rows * framesPerOutput * model.manifest.features.bands);
      }
    });

    it('gives a row with the last sample that it needs', async () => {
      const { rowSeconds } = network();
      const input = sound(RATE);
      const streamed = engine(1);
      const needed = RATE * (rowSeconds + LOOK_AHEAD);
      expect(await streamed.push(input.subarray(0, needed - 1))).to.deep.equal([]);
      expect(rowsOf(await streamed.push(input.subarray(needed - 1, needed)))).to.equal(1);
      expect(await streamed.push(input.subarray(needed, needed + RATE * rowSeconds - 1))).to.deep.equal([]);
    });

    it('keeps an incomplete row at a flush, and continues it with the next samples', async () => {
      const input = sound(RATE);
      const expected = await all(engine(50), [input]);
      const { rowSeconds } = networks.at(-1)!;
      // Three rows, and half of a fourth.
      const cut = RATE * (3.5 * rowSeconds + LOOK_AHEAD);
      const interrupted = engine(50);
      const first = await all(interrupted, [input.subarray(0, cut)]);
      expect(rowsOf(first)).to.equal(3);
      const steps = [...first, ...(await all(interrupted, [input.subarray(cut)]))];
      for (const head of heads()) expect(worst(steps, expected, head)).to.be.lessThan(1e-5);
    });

    it('continues with whole rows after a gap and after a change of the sample rate', async () => {
      const streamed = engine(5);
      const { rowSeconds, framesPerOutput } = networks.at(-1)!;
      const input = sound(RATE);
      const begun = input.subarray(0, RATE * (2.5 * rowSeconds + LOOK_AHEAD));
      const steps = [...(await streamed.push(begun)), ...(await streamed.push(input, 10 * RATE))];
      steps.push(...(await streamed.flush()).steps);
      streamed.setSampleRate(8000);
      steps.push(...(await streamed.push(sound(8000), 20 * 8000)), ...(await streamed.flush()).steps);

      const times = steps.flatMap(({ time, update }) =>
        Array.from({ length: update.frames }, (_, row) => time + row * rowSeconds),
      );
      const rows = Math.floor((SECONDS - LOOK_AHEAD) / rowSeconds);
      const stretch = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i * rowSeconds);
      const expected = [...stretch(0, 2), ...stretch(10, rows), ...stretch(20, rows)];
      expect(times.length).to.equal(expected.length);
      for (const [i, time] of times.entries()) expect(time).to.be.closeTo(expected[i]!, 1e-9);

      // The same rows, one stretch directly after another, through the network alone.
      const joined = Float32Array.from(steps.flatMap((step) => [...step.input]));
      expect(joined.length).to.equal(times.length * framesPerOutput * model.manifest.features.bands);
      const logits = await network().step(joined);
      for (const head of heads()) {
        const streamedLogits = steps.flatMap((step) => [...step.logits[head]!]);
        expect(streamedLogits.length).to.equal(logits[head]!.length);
        streamedLogits.forEach((value, i) => expect(value).to.be.closeTo(logits[head]![i]!, 1e-4));
      }
    });

    it('has log-mel frames and descriptors only while they are requested, and computes them only then', async () => {
      const input = sound(RATE, 4);
      const logMel = new LogMelStream(RATE).push(input);
      const described = describeSound([input], RATE);
      const plain = await engine(5).push(input);
      const late = engine(5);
      const { rowSeconds } = networks.at(-1)!;
      const perRow = framesPerRow(rowSeconds);
      const spectra = vi.spyOn(PowerSpectrum.prototype, 'compute');
      const steps: EngineStep[] = [];
      const random = seededRandom(5);
      for (const [from, to] of randomCuts(input.length, 900, random)) {
        steps.push(...(await late.push(input.subarray(from, to))));
        late.select({
          features: to > RATE && to < 2.5 * RATE,
          descriptors: to > 1.5 * RATE && to < 3 * RATE,
          harmony: false,
        });
      }
      const computed = spectra.mock.calls.length;
      spectra.mockRestore();
      // 100 a second for the network. 50 a second more for the two seconds from the first request to the end of the last.
      expect(computed).to.be.within(4 * 100 + 2 * 50 - 6, 4 * 100 + 2 * 50 + 6);
      expect(scores(steps).slice(0, 20)).to.deep.equal(scores(plain).slice(0, 20));
      let row = 0;
      let [withFeatures, withDescriptors] = [0, 0];
      for (const { features, descriptors, update } of steps) {
        const [first, end] = [row * perRow, (row + update.frames) * perRow];
        row += update.frames;
        // Times at which the step begins and at which it is complete.
        const [begin, complete] = [first * 0.02, row * rowSeconds + LOOK_AHEAD];
        if (begin > 1.06 && complete < 2.44) expect(features).to.not.equal(undefined);
        if (begin > 1.56 && complete < 2.94) expect(descriptors).to.not.equal(undefined);
        if (begin < 1 - 0.06 || begin > 2.5 + rowSeconds) expect(features).to.equal(undefined);
        if (begin < 1.5 - 0.06 || begin > 3 + rowSeconds) expect(descriptors).to.equal(undefined);
        if (features) expect([...features]).to.deep.equal([...logMel.subarray(BANDS * first, BANDS * end)]);
        if (descriptors) expect([...descriptors.rms]).to.deep.equal([...described.rms.subarray(first, end)]);
        withFeatures += Number(features !== undefined);
        withDescriptors += Number(descriptors !== undefined);
      }
      expect(withFeatures).to.be.greaterThan(2);
      expect(withDescriptors).to.be.greaterThan(2);
    });

    it('continues with the same results on another network after its backend has failed', async () => {
      const input = sound(RATE, 9);
      const expected = await engine(5).push(input);
      const doomed = network();
      const spare = network();
      const compute = doomed.step.bind(doomed);
      const { bands, hopSeconds } = model.manifest.features;
      let seconds = 0;
      doomed.step = (frames) => {
        seconds += (frames.length / bands) * hopSeconds;
        return seconds > 7 ? Promise.reject(new Error('The device is lost.')) : compute(frames);
      };
      const streamed = engine(5, { network: doomed, recover: () => Promise.resolve(spare) });
      const recovered = await streamed.push(input);
      expect(seconds).to.be.greaterThan(7);
      expect(recovered.map(({ time }) => time)).to.deep.equal(expected.map(({ time }) => time));
      for (const head of heads()) expect(worst(recovered, expected, head)).to.be.lessThan(1e-5);
    });

    it('continues in another engine from an exported state and the steps after it', async () => {
      const input = sound(RATE, 9);
      const steps = await engine(5, { exportStates: true }).push(input);
      const states = steps.flatMap(({ state, time }) => (state ? [time] : []));
      expect(states.length).to.equal(1);
      expect(states[0]).to.be.within(4.3, 5);
      const at = steps.findIndex(({ state }) => state);
      const kept = at + 3;
      const next = engine(5);
      await next.prime(steps.slice(at, kept));
      const from = Math.round(steps[kept]!.time * RATE);
      const rest = await next.push(input.subarray(from), from);
      for (const head of heads()) expect(worst(rest, steps.slice(kept), head)).to.be.lessThan(1e-5);
    });

    it('gives a recording scores, sections and beats from the same log-mel frames as any model', async () => {
      const input = sound(RATE, 9);
      const analyse = async (stepFrames: number, longest: number) => {
        const options = { manifest: model.manifest, network: network(), sampleRate: RATE, stepFrames };
        const analyser = new RecordingAnalyser({ ...options, descriptors: true });
        for (const [from, to] of randomCuts(input.length, longest, seededRandom(1)))
          await analyser.push(input.subarray(from, to));
        return (await analyser.finish()).summary;
      };
      const expected = await analyse(50, input.length);
      const { rowSeconds } = networks.at(-1)!;
      expect(expected.frames).to.equal(Math.floor((input.length / RATE - LOOK_AHEAD) / rowSeconds));
      expect(expected.structure.sections.at(-1)!.to).to.equal(input.length / RATE);
      // A moment every two seconds.
      expect(expected.structure.course.map(({ time }) => time)).to.deep.equal([0, 2, 4, 6, 8]);
      const summary = await analyse(3, 3000);
      expect(summary.frames).to.equal(expected.frames);
      expect(summary.rhythm).to.deep.equal(expected.rhythm);
      expect(summary.structure.sections.map(({ from }) => from)).to.deep.equal(
        expected.structure.sections.map(({ from }) => from),
      );
      for (const head of heads())
        expected.recordingScores![head]!.forEach((score, c) =>
          expect(summary.recordingScores![head]![c]).to.be.closeTo(score, 1e-5),
        );
    });
  });
}
