/* global PerformanceObserver, requestIdleCallback -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pages } from '../../demo/build/pages.mjs';
import { hearsFor } from '../harness/hears-for.mjs';
import { onSite } from '../harness/on-site.mjs';
import { openPage } from '../harness/open-page.mjs';
import { slowHtml } from '../harness/slow-html.mjs';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];
/** Length of the sound that the live page analyses, seconds. */
const LISTENS = 10;
/**
 * Largest layout shift in any five seconds of listening. Inside elements, detections grow and sounds change places. Core Web
 * Vitals call 0.1 good.
 */
const LIMIT = 0.03;

/**
 * Adds up layout shifts, except in the half second after a press, and records the shifted nodes of the page itself. The browser
 * does not report nodes inside elements.
 */
const watch = () => {
  globalThis.shifted = { sums: [], onPage: [] };
  new PerformanceObserver((list) => {
    for (const { startTime, value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const window = Math.floor(startTime / 5000);
      globalThis.shifted.sums[window] = (globalThis.shifted.sums[window] ?? 0) + value;
      for (const { node } of sources) if (node) globalThis.shifted.onPage.push(`${node.nodeName} ${node.className}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

describe('Layout shift', () => {
  const site = onSite();
  const open = async (file, viewport, { then, limit = 0, address = site.address } = {}) => {
    const { page } = await openPage(site.browser, address + file, { viewport, before: watch });
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await then?.(page);
    const { sums, onPage } = await page.evaluate(() => globalThis.shifted);
    await page.close();
    const where = `${file || 'live'} at ${viewport.width} px`;
    assert.deepEqual(onPage, [], where);
    assert.ok(
      sums.every((sum) => !(sum > limit)),
      `${where}: ${sums}`,
    );
  };

  it('nothing moves while a page loads', async () => {
    for (const { file } of pages) await Promise.all(SIZES.map((size) => open(file, size)));
  });

  it('nothing moves while the HTML of a page comes in piece by piece', async () => {
    const slow = await slowHtml(site.address);
    try {
      for (const { file } of pages) await Promise.all(SIZES.map((size) => open(file, size, { address: slow.address })));
    } finally {
      slow.close();
    }
  });

  it('nothing moves on the live page from the load to ten seconds of listening', async () => {
    await Promise.all(
      SIZES.map((size) =>
        open('', size, {
          limit: LIMIT,
          then: async (page) => {
            await page.locator('pinna-controls').getByRole('button', { name: 'Start' }).click();
            await page.locator('pinna-bird .light.on').waitFor({ timeout: 60_000 });
            await page.evaluate(hearsFor, LISTENS);
          },
        }),
      ),
    );
  });
});
