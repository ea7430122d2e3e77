/* global PerformanceObserver, requestIdleCallback -- inside page.evaluate */
import assert from 'node:assert/strict';

/** @typedef {PerformanceEntry & { value: number, hadRecentInput: boolean, sources: { node: Element | null }[] }} LayoutShift */
/** @typedef {{ sums: number[], onPage: string[] }} Shifted sum in each five seconds since the load, and moved nodes of the page */

/**
 * Runs in a page, before its own scripts. Adds up layout shifts, except in the half second after a press, and records the shifted
 * nodes of the page itself. The browser does not report nodes inside elements.
 */
export const watchShifts = () => {
  /** @type {Shifted} */
  const shifted = { sums: [], onPage: [] };
  Object.assign(globalThis, { shifted });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { startTime, value, hadRecentInput, sources } = /** @type {LayoutShift} */ (entry);
      if (hadRecentInput) continue;
      const window = Math.floor(startTime / 5000);
      shifted.sums[window] = (shifted.sums[window] ?? 0) + value;
      for (const { node } of sources) if (node) shifted.onPage.push(`${node.nodeName} ${node.className}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

/**
 * Waits until a page is idle. Asserts that nothing of the page itself has moved since its load.
 * @param {import('playwright-core').Page} page a page that runs {@link watchShifts}
 * @param {number} [limit] largest sum of layout shifts in any five seconds, for parts inside elements
 */
export async function assertNoShift(page, limit = 0) {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const { sums, onPage } = await page.evaluate(
    () => /** @type {{ shifted: Shifted }} */ (/** @type {unknown} */ (globalThis)).shifted,
  );
  const where = `${page.url()} at ${page.viewportSize()?.width} px`;
  assert.deepEqual(onPage, [], where);
  assert.ok(
    sums.every((sum) => !(sum > limit)),
    `${where}: ${sums}`,
  );
}
