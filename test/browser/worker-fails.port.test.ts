import { expect } from 'chai';
import { allClosed } from './all-closed.js';
import { breakableWorker, breakWorker } from './breakable-worker.js';
import { SMALL_MODEL } from './small-model.js';
import { worstScore } from './undisturbed.js';
import { openSurvivalPage, type SurvivalPage } from './survival-page.js';
import { until } from './until.js';

describe('An analysis worker that fails while it listens', function () {
  this.timeout(120_000);
  let page: SurvivalPage;
  afterEach(async () => {
    await page.close();
    const { captured, processed, dropped } = page.listener.status.samples;
    expect(captured).to.be.greaterThan(0);
    expect(captured).to.equal(processed + dropped);
    expect(page.seen.workers.size).to.equal(0);
    await allClosed(page.contexts);
  });

  for (const [fault, what, detectedWithin] of [
    ['throw', 'throws', 1],
    ['trap', 'traps in its WASM', 1],
    ['end', 'is killed without a word', 10],
    ['hang', 'hangs', 10],
  ] as const) {
    it(`and ${what}: another one continues from the last state, and the gap is marked`, async () => {
      page = await openSurvivalPage(`backend="wasm" keep-seconds="60" worker="${breakableWorker()}"`);
      await until(() => page.rows() > 0, 'a row of the log');
      const rows = page.rows();
      expect((await page.listener.recall(0, Infinity))!.samples.length).to.be.greaterThan(0);
      // A busy machine may have lost some sound before.
      const earlier = page.gaps.length;
      breakWorker(page, fault);
      const asked = page.listener.recall(0, Infinity);
      const began = Date.now();
      await until(() => page.chip() === 'Interrupted', 'the word');
      expect((Date.now() - began) / 1000).to.be.lessThan(detectedWithin + 4);
      await until(
        () => page.messages().en.startsWith('The analysis has failed and is being restarted.'),
        'the words',
        5,
      );
      expect(page.messages().de).to.match(/^Die Analyse ist gescheitert und wird neu gestartet\./);
      expect([...page.detections.values()].every(({ offset }) => offset !== null)).to.equal(true);
      const lastId = Math.max(...page.detections.keys());
      const { size } = page.detections;
      await page.newFrames();
      await until(() => page.chip() === 'Listening', 'the word');
      expect(page.seen.workersMade).to.equal(2);
      expect(page.rows()).to.be.at.least(rows);
      // The microphone was not requested again.
      expect(page.seen.tracks).to.have.length(1);
      await until(() => page.gaps.length > earlier, 'the gap');
      const { from, to } = page.gaps[earlier]!;
      expect(to - from).to.be.lessThan((Date.now() - began) / 1000 + 0.5);
      await until(() => page.gapsShown().length > earlier, 'the gap in the timeline');
      // A new detection, not an update of an earlier one.
      await until(() => page.detections.size > size, 'another detection');
      expect([...page.detections.keys()].at(-1)).to.be.greaterThan(lastId);
      expect([...page.detections.values()].at(-1)!.onset).to.be.at.least(from);
      // The stored sound is lost with its worker, but a pending request is still answered.
      if (fault === 'end' || fault === 'hang') expect(await asked).to.equal(undefined);
      expect(await page.listener.recall(0, from)).to.equal(undefined);
      expect((await page.listener.recall(0, Infinity))!.start).to.be.closeTo(to, 1e-3);
      const { frames } = page;
      expect(frames.filter(({ time }) => time >= to).length).to.be.greaterThan(2);
      expect(await worstScore(frames, page.inputs, SMALL_MODEL)).to.be.lessThan(0.01);
    });
  }

  it('again and again ends with a typed error and a next step', async () => {
    page = await openSurvivalPage(`backend="wasm" worker="${breakableWorker()}"`);
    await until(() => page.rows() > 0, 'a row of the log');
    const errors: { code: string; message: string }[] = [];
    page.listener.addEventListener('error', ({ detail }) => errors.push(detail));
    // Shortens the delays before retries, 1 s and longer, to a tenth.
    const { setTimeout } = globalThis;
    globalThis.setTimeout = ((task: () => void, milliseconds = 0, ...rest: unknown[]) =>
      setTimeout(task, milliseconds < 1000 ? milliseconds : milliseconds / 10, ...rest)) as typeof setTimeout;
    for (let made = 1; made <= 6; made++) {
      await until(() => page.seen.workersMade === made && !page.listener.status.interruption, `worker ${made}`);
      breakWorker(page, 'throw');
      await until(() => page.listener.status.interruption === 'analysis' || errors.length > 0, 'the interruption');
    }
    await until(() => page.listener.state === 'idle', 'the end');
    globalThis.setTimeout = setTimeout;
    expect(errors.map(({ code }) => code)).to.deep.equal(['worker-failed']);
    await until(() => page.chip() === 'Stopped', 'the word');
    expect(page.messages().en).to.match(/analysis worker .+ could not run .+ Check that/);
    expect(page.messages().de).to.match(/^Die Analyse konnte nicht arbeiten\. Starten Sie erneut/);
    expect(page.rows()).to.be.greaterThan(0);
  });
});
