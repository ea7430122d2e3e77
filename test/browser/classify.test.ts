import { expect } from 'chai';
import { Engine, type EngineStep } from '../../src/engine/engine.js';
import { selectBackend } from '../../src/model/backends/backends.js';
import { fetchModel } from '../../src/model/loading/fetch-model.js';
import { wasmFilesIn } from '../../src/model/backends/wasm-files.js';
import type { Classification } from '../../src/recordings/classifier.js';
import { SCALAR_DESCRIPTORS } from '../../src/descriptors/descriptors.js';
import { trackBeats } from '../../src/descriptors/track-beats.js';
import { seededRandom } from '../harness/random.js';
import { LongChroma } from '../../src/harmony/long-chroma.js';
import { trackHarmony } from '../../src/harmony/track-harmony.js';
import { clicks } from '../unit/descriptors/clicks.js';
import { playChords } from '../unit/harmony/synthesise.js';
import { describeSound } from '../unit/descriptors/describe.js';
import { fixture } from './recordings/sound-file.js';
import { built } from './built.js';
import { observe } from './observed.js';
import { rejection } from './when.js';

const WASM = { backend: 'wasm' } as const;
const RATE = 16_000;

/** Synthesises noise with an intermittent tone. @param minutes duration */
function synthesised(minutes: number): Float32Array {
  const random = seededRandom(minutes);
  const noise = Float32Array.from({ length: 4096 }, () => 0.02 * (random() - 0.5));
  return Float32Array.from(
    { length: minutes * 60 * RATE },
    (_, n) => noise[n % 4096]! + (n % 80_000 < 40_000 ? 0.2 * Math.sin(n * 0.3) : 0),
  );
}

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('classify', () => {
  let scene: AudioBuffer;

  before(async () => {
    const { decodeAudio } = await built();
    scene = await decodeAudio(await fixture('audio/scene.wav'));
  });

  it('gives what the live line gives, sample block by sample block, at its own pace', async () => {
    const { classify } = await built();
    const heard = await classify(scene, { ...WASM, features: true });
    const model = await fetchModel(new URL('/dist/models/crnn/model.json', location.href).href);
    const wasm = wasmFilesIn(new URL('/dist/wasm/', location.href).href);
    const { network } = await selectBackend(model, { requested: 'wasm', stepFrames: 5, wasm });
    const { sampleRate } = scene;
    const live = new Engine({ manifest: model.manifest, network, sampleRate, stepFrames: 5, features: true });
    const samples = scene.getChannelData(0);
    const steps: EngineStep[] = [];
    for (let at = 0; at < samples.length; at += 4096) {
      steps.push(...(await live.push(samples.slice(at, at + 4096))));
    }
    const end = await live.flush();
    steps.push(...end.steps);
    network.dispose();

    const frames = steps.reduce((sum, { update }) => sum + update.frames, 0);
    expect(heard.frames).to.equal(frames);
    expect(heard.duration).to.equal(scene.duration);
    expect(
      worst(
        steps.flatMap(({ features }) => [...features!]),
        heard.features!,
      ),
    ).to.equal(0);
    for (const { name } of heard.model.heads) {
      const scores = steps.flatMap(({ update }) => [...update.scores[name]!]);
      expect(heard.scores[name]!.length).to.equal(scores.length);
      expect(worst(scores, heard.scores[name]!)).to.be.lessThan(1e-5);
    }
    const ended = [...steps.flatMap(({ update }) => update.changes), ...end.changes]
      .filter(({ phase }) => phase === 'end')
      .map(({ detection }) => `${detection.head} ${detection.label} ${detection.onset} ${String(detection.offset)}`);
    expect(heard.detections.map((one) => `${one.head} ${one.label} ${one.onset} ${String(one.offset)}`).sort()) //
      .to.deep.equal(ended.sort());
    expect(heard.detections.some(({ head }) => head === 'bird')).to.equal(true);
    expect(heard.recordingScores.bird![0]).to.be.within(0, 1);
    expect(heard.model.name).to.equal('crnn');
    expect(heard.backend.backend).to.equal('wasm');
    expect(heard.costPerSecond).to.be.greaterThan(0);
  });

  it('uses thresholds instead of the model’s, for one recording', async () => {
    const { Classifier } = await built();
    const classifier = new Classifier(WASM);
    const own = await classifier.classify(scene);
    const none = await classifier.classify(scene, { thresholds: { bird: 1, 'genre:*': 1, 'events:*': 1 } });
    const bird = await classifier.classify(scene, {
      thresholds: { bird: { on: 0.05, off: 0.02 }, 'genre:*': 1, 'events:*': 1 },
    });
    expect(none.detections).to.deep.equal([]);
    expect(bird.detections.map(({ head }) => head)).to.include('bird');
    expect(bird.detections.every(({ head }) => head === 'bird')).to.equal(true);
    expect((await classifier.classify(scene)).detections).to.deep.equal(own.detections);
    expect((await rejection(classifier.classify(scene, { thresholds: { bird: 2 } }))).code).to.equal('bad-option');
    const { code, message } = await rejection(classifier.classify(scene, { thresholds: { brid: 0.5 } }));
    expect(code).to.equal('bad-option');
    expect(message).to.match(/thresholds name "brid", which is not a class of the model\. Did you mean "bird"\?/);
    expect(
      (await classifier.classify(scene, { thresholds: { bird: 1 } })).detections.some(({ head }) => head === 'bird'),
    ) //
      .to.equal(false);
    classifier.close();
  });

  it('describes a recording, with its tempo, where that is asked for', async () => {
    const { classify } = await built();
    const sound = clicks(RATE, 110, 12);
    const plain = await classify([sound], { ...WASM, sampleRate: RATE });
    const { frames, descriptors, scores } = await classify([sound], { ...WASM, sampleRate: RATE, descriptors: true });
    const expected = describeSound([sound], RATE);
    expect(plain.descriptors).to.equal(undefined);
    expect(scores).to.deep.equal(plain.scores);
    expect(descriptors!.frames).to.equal(frames);
    for (const name of [...SCALAR_DESCRIPTORS, 'mfcc', 'chroma', 'tempo'] as const)
      expect([...descriptors![name]], name).to.deep.equal([...expected[name]]);
    expect(descriptors!.beats.map((beat) => beat.toFixed(6))).to.deep.equal(
      expected.beats.map((beat) => beat.toFixed(6)),
    );
    expect(descriptors!.rhythm).to.deep.equal(trackBeats(expected.onsetStrength));
    expect(descriptors!.rhythm.tempo).to.be.closeTo(110, 0.5);
  });

  it('gives chords, key and tuning on request, the same as without a worker', async () => {
    const { classify } = await built();
    const sound = playChords(['C:maj', 'F:maj', 'G:maj', 'C:maj'], RATE, 2);
    const { harmony, descriptors } = await classify([sound], { ...WASM, sampleRate: RATE, harmony: true });
    expect(descriptors).to.equal(undefined);
    const { onsetStrength } = describeSound([sound], RATE);
    const columns = new LongChroma(RATE).push(sound);
    const expected = trackHarmony(columns, trackBeats(onsetStrength).beats, sound.length / RATE);
    expect(harmony!.chords.map(({ label }) => label)).to.include.members(['C:maj', 'F:maj', 'G:maj']);
    expect(harmony).to.deep.equal(expected);
    const plain = await classify([sound.subarray(0, RATE)], { ...WASM, sampleRate: RATE });
    expect(plain.harmony).to.equal(undefined);
  });

  it('accepts channels, and analyses their mean', async () => {
    const { classify } = await built();
    const samples = scene.getChannelData(0).slice(0, 3 * scene.sampleRate);
    const { sampleRate } = scene;
    const mono = await classify([samples], { ...WASM, sampleRate });
    const louder = samples.map((x) => 2 * x);
    const stereo = await classify([louder, new Float32Array(samples.length)], { ...WASM, sampleRate });
    expect(worst(mono.scores.events!, stereo.scores.events!)).to.be.lessThan(1e-5);
    expect(samples.length, 'the samples stay where they are').to.equal(3 * sampleRate);
    expect(mono.features).to.equal(undefined);
  });

  it('classifies one recording after another in one worker, each from the zero state, and leaves no tensor', async () => {
    const { Classifier } = await built();
    const seen = observe();
    const tensors: number[] = [];
    const classifier = new Classifier(WASM);
    const first = synthesised(0.1);
    const results: Classification[] = [];
    for (const sound of [first, synthesised(0.2), first]) {
      results.push(await classifier.classify([sound], { sampleRate: RATE }));
      tensors.push(seen.recordingTensors.at(-1)!);
    }
    const both = await Promise.all([first, first].map((one) => classifier.classify([one], { sampleRate: RATE })));
    expect(seen.workersMade).to.equal(1);
    for (const again of [results[2]!, ...both]) expect(again.scores).to.deep.equal(results[0]!.scores);
    expect(new Set(tensors).size, String(tensors)).to.equal(1);
    expect(seen.workers.size).to.equal(1);
    classifier.close();
    classifier.close();
    expect(seen.workers.size).to.equal(0);
    expect((await rejection(classifier.classify([first], { sampleRate: RATE }))).code).to.equal('bad-option');
    seen.restore();
  });

  it('reports its progress, rising to 1 and not too often, and keeps little in transit', async () => {
    const { classify } = await built();
    const told: { share: number; at: number }[] = [];
    let [inTransit, most] = [0, 0];
    const seen = observe({
      sent: ({ type }) => (most = Math.max(most, (inTransit += type === 'recording-samples' ? 1 : 0))),
      received: ({ type }) => (inTransit -= type === 'recording-samples' ? 1 : 0),
    });
    const onProgress = (share: number) => told.push({ share, at: performance.now() });
    await classify([synthesised(5)], { ...WASM, sampleRate: RATE, onProgress });
    expect(told.length).to.be.greaterThan(2);
    expect(told.at(-1)!.share).to.equal(1);
    for (const [i, { share, at }] of told.entries()) {
      const before = told[i - 1];
      if (before) expect(share).to.be.greaterThan(before.share);
      if (before && share < 1) expect(at - before.at).to.be.at.least(99);
    }
    expect(most).to.be.within(2, 4);
    expect(seen.workers.size).to.equal(0);
    seen.restore();
  });

  it('stops at once when it is aborted, also while it loads, and continues with the next recording', async () => {
    const { Classifier } = await built();
    const seen = observe();
    const classifier = new Classifier(WASM);
    const long = synthesised(10);
    const abort = new AbortController();
    const reason = new Error('enough');
    const cancelled = rejection(
      classifier.classify([long], {
        sampleRate: RATE,
        signal: abort.signal,
        onProgress: (share) => {
          expect(share).to.be.lessThan(1);
          if (share < 0.3) return;
          abort.abort(reason);
          expect(seen.workers.size, 'the thread has ended').to.equal(0);
        },
      }),
    );
    const next = classifier.classify([synthesised(0.1)], { sampleRate: RATE });
    expect(await cancelled).to.equal(reason);
    expect((await next).frames).to.be.greaterThan(100);
    expect(seen.workersMade).to.equal(2);
    classifier.close();

    const loading = new AbortController();
    const early = rejection(classify([long], loading.signal));
    await Promise.resolve();
    loading.abort(reason);
    expect(await early).to.equal(reason);
    expect(await rejection(classify([long], AbortSignal.abort(reason)))).to.equal(reason);
    expect(seen.workers.size).to.equal(0);
    seen.restore();

    async function classify(sound: Float32Array[], signal: AbortSignal) {
      return (await built()).classify(sound, { ...WASM, sampleRate: RATE, signal });
    }
  });

  it('ends a queued recording without touching the recording in progress', async () => {
    const { Classifier } = await built();
    const seen = observe();
    const classifier = new Classifier(WASM);
    const first = classifier.classify([synthesised(0.5)], { sampleRate: RATE });
    const abort = new AbortController();
    const waiting = rejection(classifier.classify([synthesised(0.5)], { sampleRate: RATE, signal: abort.signal }));
    abort.abort();
    expect((await waiting).name).to.equal('AbortError');
    expect((await first).frames).to.be.greaterThan(1000);
    expect(seen.workersMade).to.equal(1);
    classifier.close();
    seen.restore();
  });

  it('rejects with typed errors, and leaves no worker', async () => {
    const { classify, Classifier } = await built();
    const seen = observe();
    const second = [new Float32Array(RATE)];
    const code = async (promise: Promise<unknown>) => (await rejection(promise)).code;
    expect(await code(classify([new Float32Array(9)], { sampleRate: RATE }))).to.equal('audio-too-short');
    expect(await code(classify(second, { sampleRate: RATE, model: 'nobody' }))).to.equal('bad-option');
    expect(await code(classify(second, { sampleRate: RATE, model: '/nowhere/' }))).to.equal('model-missing');
    expect(await code(classify(second, { sampleRate: RATE, worker: '/nothing.js' }))).to.equal('worker-failed');
    expect(() => new Classifier({ stepFrames: 0 })).to.throw('whole number');
    expect(seen.workers.size).to.equal(0);
    seen.restore();
  });
});
