import { expect } from 'chai';
import { LOG_MEL_128 } from '../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { missingBands } from '../../src/features/frame-geometry.js';
import type { Frames } from '../../src/listener/listener-events.js';
import { seededRandom } from '../harness/random.js';
import { allClosed } from './all-closed.js';
import { breakableWorker, breakWorker } from './breakable-worker.js';
import { built } from './built.js';
import { openSurvivalPage } from './survival-page.js';
import { worstScore } from './undisturbed.js';
import { until } from './until.js';
import { when } from './when.js';

const folder = (name: string) => `/test/fixtures/reference/${name}/`;

/** Returns seconds of noise with a varying level. */
function noise(sampleRate: number, seconds: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(5);
  return Float32Array.from(
    { length: sampleRate * seconds },
    (_, n) => (random() - 0.5) * Math.abs(Math.sin((3 * n) / sampleRate)),
  );
}

for (const [name, rowSeconds] of [
  ['crnn-trunk-tiny', 0.02],
  ['wavenet-trunk-tiny', 0.02],
  ['trunk-tiny', 0.32],
] as const) {
  describe(`a page with the model ${name}, whose network reads a frame every 10 ms`, () => {
    const perRow = rowSeconds / 0.02;

    it('receives scores at even distances, log-mel frames in dB and descriptors, with every sample accounted for', async () => {
      const { Listener } = await built();
      const sampleRate = 11_025;
      const context = new AudioContext({ sampleRate });
      const buffer = new AudioBuffer({ length: 3 * sampleRate, sampleRate });
      buffer.copyToChannel(noise(sampleRate, 3), 0);
      const player = new AudioBufferSourceNode(context, { buffer, loop: true });
      player.start();
      await context.resume();
      const listener = new Listener({ model: folder(name), backend: 'wasm', features: true, descriptors: true });
      const frames: Frames[] = [];
      listener.addEventListener('frames', ({ detail }) => frames.push(detail));
      await listener.start({ kind: 'node', node: player });
      await when(listener, 'frames', () => frames.length > 5);
      const status = await when(listener, 'status', ({ latency }) => latency > 0);
      await listener.stop();
      await context.close();

      expect(listener.model!.rowSeconds).to.equal(rowSeconds);
      expect(status.missingBands).to.equal(missingBands(sampleRate, LOG_MEL_128)).and.greaterThan(0);
      // Steps get longer on a busy machine.
      expect(status.lastStepFrames).to.be.at.least(Math.max(5, perRow));
      const { captured, processed, dropped } = listener.status.samples;
      expect(captured).to.equal(processed + dropped);
      for (const [i, { time, frames: rows, features, descriptors, scores }] of frames.entries()) {
        const count = Math.round(rows * perRow);
        expect(features!.length).to.equal(64 * count);
        expect(Math.min(...features!)).to.be.within(-100, 0);
        expect(descriptors!.frames).to.equal(count);
        const { classes } = listener.model!.heads[0]!;
        expect(scores[listener.model!.heads[0]!.name]!.length).to.equal(rows * classes.length);
        const next = frames[i + 1];
        if (next && dropped === 0) expect(next.time).to.be.closeTo(time + rows * rowSeconds, 1e-9);
      }
    });

    it('classifies a recording, with the log-mel frames and descriptors of its rows', async () => {
      const { classify } = await built();
      const sampleRate = 16_000;
      const sound = noise(sampleRate, 4);
      const options = { sampleRate, model: folder(name), backend: 'wasm' } as const;
      const result = await classify([sound], { ...options, features: true, descriptors: true });
      const rows = Math.floor((4 - 0.015) / rowSeconds);
      expect(result.frames).to.equal(rows);
      const count = Math.round(rows * perRow);
      const logMel = new LogMelStream(sampleRate).push(sound).slice(0, 64 * count);
      expect(result.features).to.deep.equal(logMel);
      expect(result.descriptors!.frames).to.equal(count);
      for (const { name: head, classes } of result.model.heads)
        expect(result.scores[head]!.length).to.equal(rows * classes.length);
      expect(result.structure.sections.at(-1)!.to).to.equal(4);
    });
  });
}

describe('a worker that fails while it runs a network of two speeds', () => {
  it('is replaced by one that continues with the same scores', async () => {
    const model = folder('crnn-trunk-tiny');
    const page = await openSurvivalPage(`backend="wasm" model="${model}" worker="${breakableWorker()}"`);
    breakWorker(page, 'throw');
    await until(() => page.listener.status.interruption !== undefined, 'the interruption');
    await page.newFrames();
    await page.newFrames();
    expect(page.seen.workersMade).to.equal(2);
    expect(await worstScore(page.frames, page.inputs, `${model}model.json`)).to.be.lessThan(1e-3);
    await page.close();
    const { captured, processed, dropped } = page.listener.status.samples;
    expect(captured).to.equal(processed + dropped);
    await allClosed(page.contexts);
  });
});
