import { expect } from 'chai';
import { allClosed } from './all-closed.js';
import { breakableWorker, breakWorker } from './breakable-worker.js';
import { itStandsStill } from './overload-scenario.js';
import { SMALL_MODEL } from './small-model.js';
import { openSurvivalPage, refuseMicrophone, unplug, type SurvivalPage } from './survival-page.js';
import { until } from './until.js';
import { worstScore } from './undisturbed.js';

const MODELS = [
  ['of format version 1', SMALL_MODEL],
  ['on the trunk', '/models/crnn/model.json'],
] as const;

describe('Over the ring', function () {
  this.timeout(120_000);

  for (const [kind, model] of MODELS)
    describe(`a page with a network ${kind}`, () => {
      let page: SurvivalPage;
      let rows: number;
      beforeEach(async () => {
        page = await openSurvivalPage(`backend="wasm" model="${model}" worker="${breakableWorker()}"`);
        expect(page.listener.status.transport).to.equal('ring');
        await until(() => page.rows() > 0, 'a row of the log');
        rows = page.rows();
      });
      afterEach(async () => {
        await page.newFrames();
        await until(() => page.chip() === 'Listening', 'the word');
        await until(() => page.gapsShown().length === 1, 'the gap in the timeline');
        expect(page.rows()).to.be.at.least(rows);
        expect(page.listener.status.transport).to.equal('ring');
        expect(await worstScore(page.frames, page.inputs, model)).to.be.lessThan(0.01);
        await page.close();
        const { captured, processed, dropped } = page.listener.status.samples;
        expect(captured).to.equal(processed + dropped);
        expect(page.seen.workers.size).to.equal(0);
        await allClosed(page.contexts);
      });

      it('continues when a microphone that was unplugged is back', async () => {
        const plugIn = refuseMicrophone('NotFoundError');
        unplug(page.seen.tracks.at(-1)!);
        await until(() => page.messages().en.startsWith('The microphone was disconnected'), 'the words');
        plugIn();
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
        await until(() => page.gaps.length === 1, 'the gap');
        expect(page.seen.workersMade).to.equal(1);
      });

      it('continues with another worker, and another ring', async () => {
        breakWorker(page, 'throw');
        await until(
          () => page.messages().en.startsWith('The analysis has failed and is being restarted.'),
          'the words',
        );
        await until(() => page.gaps.length === 1, 'the gap');
        expect(page.seen.workersMade).to.equal(2);
        expect(page.seen.tracks).to.have.length(1);
      });
    });

  itStandsStill('ring');
});
