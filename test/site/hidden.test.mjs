/* global document, Event -- inside page.evaluate */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage } from '../harness/open-page.mjs';

/**
 * Time that the tab is hidden, seconds; longer than the transports' capacity. `PINNA_AWAY=180 node --test test/site/hidden.test.mjs`
 * hides it for minutes.
 */
const AWAY = Number(process.env.PINNA_AWAY ?? 2.5);
/** Time limit for a test that hides the tab, ms. */
const LIMIT = 120_000 + 2000 * AWAY;

/**
 * Simulates a hidden tab as strictly as any browser treats it: no timer and no animation frame fires before it is visible
 * again, and then an interval fires only once.
 */
function hideable() {
  const waiting = new Map();
  let isHidden = false;
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame']) {
    const original = globalThis[name].bind(globalThis);
    globalThis[name] = (task, ...rest) =>
      original((...given) => (isHidden ? waiting.set(task, given) : task(...given)), ...rest);
  }
  Object.defineProperty(document, 'hidden', { get: () => isHidden });
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
  globalThis.setHidden = (hidden) => {
    isHidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
    if (hidden) return;
    for (const [task, given] of waiting) task(...given);
    waiting.clear();
  };
}

/** Records all events of the listener. */
function follow() {
  const told = { frames: [], gaps: [], interruptions: [] };
  globalThis.told = told;
  for (const details of document.querySelector('pinna-live').shadowRoot.querySelectorAll('details'))
    details.open = true;
  document.querySelector('pinna-live').shadowRoot.querySelector('pinna-log').scrollIntoView();
  const { listener } = document.querySelector('pinna-live');
  listener.addEventListener('frames', ({ detail }) => told.frames.push({ time: detail.time, frames: detail.frames }));
  listener.addEventListener('gap', ({ detail }) => told.gaps.push(detail));
  listener.addEventListener(
    'status',
    ({ detail }) => detail.interruption && told.interruptions.push(detail.interruption),
  );
  return listener.start();
}

describe('A tab that is in the background', () => {
  const site = onSite();
  let page;
  let errors;
  let rowsBefore;

  const told = () => page.evaluate(() => globalThis.told);
  const rows = () => page.locator('pinna-log tbody tr').count();
  const listens = (more) =>
    page.waitForFunction((count) => globalThis.told.frames.length > count, more + (more ? 5 : 0), { timeout: 45_000 });

  /** Resolves when frames from this time on arrive. It needs no timer of the page. */
  const hearsUntil = (time) =>
    page.evaluate(
      (end) =>
        new Promise((resolve) => {
          const { listener } = document.querySelector('pinna-live');
          listener.addEventListener('frames', ({ detail }) => detail.time >= end && resolve());
        }),
      time,
    );

  before(async () => {
    ({ page, errors } = await openPage(site.browser, site.address, { before: hideable }));
    await page.evaluate(follow);
    await page.locator('pinna-log tbody tr').first().waitFor({ state: 'attached', timeout: 45_000 });
    rowsBefore = await rows();
  });

  it('analyses everything while no timer runs, and shows it when it is seen again', { timeout: LIMIT }, async () => {
    const { samples } = await page.evaluate(() => document.querySelector('pinna-live').listener.status);
    const { frames, gaps } = await told();
    await page.evaluate(() => globalThis.setHidden(true));
    const began = performance.now();
    await hearsUntil(frames.at(-1).time + AWAY);
    const seconds = (performance.now() - began) / 1000;
    await page.evaluate(() => globalThis.setHidden(false));
    const { length } = (await told()).frames;
    assert.ok(length > frames.length + 5 * seconds, `${length} steps after ${frames.length}, in ${seconds} s`);
    await listens(length);
    const status = await page.evaluate(() => document.querySelector('pinna-live').listener.status);
    assert.equal(status.samples.dropped, samples.dropped);
    assert.deepEqual((await told()).gaps, gaps);
    assert.deepEqual((await told()).interruptions, []);
    assert.ok((await rows()) >= rowsBefore);
  });

  it('and is frozen continues when it is seen again: the log is kept, and what was missed is marked', async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    // eslint-disable-next-line tests/no-fixed-sleeps -- in a frozen page nothing happens that the test could wait for
    await new Promise((resolve) => setTimeout(resolve, 1000 * AWAY));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await listens((await told()).frames.length);
    await page.waitForFunction(() => !document.querySelector('pinna-live').listener.status.interruption);
    await page.evaluate(() => document.querySelector('pinna-live').listener.stop());
    assert.ok((await rows()) >= rowsBefore);
    const { captured, processed, dropped } = (
      await page.evaluate(() => document.querySelector('pinna-live').listener.status)
    ).samples;
    assert.equal(captured, processed + dropped);
    const { frames, gaps } = await told();
    // Every interval without frames lies in a gap.
    for (const [i, { time, frames: count }] of frames.slice(0, -1).entries()) {
      const next = frames[i + 1].time;
      if (next - (time + 0.02 * count) < 0.05) continue;
      const isMarked = gaps.some(({ from, to }) => from < next && to > time);
      assert.ok(isMarked, `nothing from ${time} to ${next}, and no gap: ${JSON.stringify(gaps)}`);
    }
    await page.locator('pinna-timeline').scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (count) =>
        document
          .querySelector('pinna-live')
          .shadowRoot.querySelector('pinna-timeline')
          .shadowRoot.querySelectorAll('[part=gap]').length === count,
      gaps.length,
    );
    assert.deepEqual(errors, []);
  });
});
