import { expect } from 'chai';
import { allClosed } from './all-closed.js';
import { openSurvivalPage, outage, type SurvivalPage } from './survival-page.js';
import { until } from './until.js';

/** Returns the address of the shipped worklet, for which the machine seems to sleep an hour some seconds after it was loaded. */
async function sleepyWorklet(after: number): Promise<string> {
  const shipped = await (await fetch('/dist/capture.worklet.js')).text();
  const sleep = `{
    const now = Date.now;
    const asleep = now() + ${after};
    Date.now = () => (now() < asleep ? now() : now() + 3_600_000);
  }\n`;
  return URL.createObjectURL(new Blob([sleep, shipped], { type: 'text/javascript' }));
}

describe('Audio that stands still', function () {
  this.timeout(120_000);
  let page: SurvivalPage;
  afterEach(async () => {
    await page.close();
    const { captured, processed, dropped } = page.listener.status.samples;
    expect(captured).to.equal(processed + dropped);
    await allClosed(page.contexts);
  });

  it('is reported when the context is interrupted, started again, and marked by its length', async () => {
    page = await openSurvivalPage();
    const context = page.contexts.at(-1)!;
    const { resume } = context;
    // The system keeps the context suspended for three seconds, as during a phone call.
    context.resume = () => new Promise(() => undefined);
    await context.suspend();
    await until(() => page.chip() === 'Interrupted', 'the word');
    await until(
      () => page.messages().en.startsWith('The browser or the system has interrupted the sound.'),
      'the words',
    );
    await until(
      () => page.messages().de.startsWith('Der Browser oder das System hat den Ton unterbrochen.'),
      'in German',
    );
    await outage(3);
    context.resume = resume;
    document.dispatchEvent(new Event('visibilitychange'));
    await page.newFrames();
    await until(() => page.chip() === 'Listening', 'the word');
    expect(page.gaps).to.have.length(1);
    expect(page.gaps[0]!.to - page.gaps[0]!.from).to.be.within(2.5, 20);
    await until(() => page.gapsShown().length === 1, 'the gap in the timeline');
    // Frames after it have times of a clock that continued.
    expect(page.listener.status.latency).to.be.lessThan(3);
    expect(page.seen.workersMade).to.equal(1);
  });

  it('starts again when the browser closes the context', async () => {
    page = await openSurvivalPage();
    await page.contexts.at(-1)!.close();
    await until(() => page.contexts.length === 2, 'another context');
    await page.newFrames();
    expect(page.gaps).to.have.length(1);
    expect(page.listener.state).to.equal('running');
  });

  it('because the machine sleeps leaves an hour’s gap, and the log; time continues by the wall clock', async () => {
    const worklet = await sleepyWorklet(6000);
    page = await openSurvivalPage(`backend="wasm" worklet="${worklet}"`);
    await until(() => page.rows() > 0, 'a row of the log');
    const rows = page.rows();
    await until(() => page.gaps.length === 1, 'the gap');
    const { from, to } = page.gaps[0]!;
    expect(to - from).to.be.closeTo(3600, 1);
    await page.newFrames();
    await until(() => page.gapsShown().length === 1, 'the gap in the timeline');
    expect(page.gapsShown()[0]).to.match(/^No sound was analysed 0:\d\d–1:00:\d\d$/);
    expect(page.rows()).to.be.at.least(rows);
    const { dropped } = page.listener.status.samples;
    expect(dropped).to.equal(0);
    expect([...page.detections.values()].every(({ onset }) => onset < from || onset >= to - 0.1)).to.equal(true);
  });
});
