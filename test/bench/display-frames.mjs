/* global document, requestAnimationFrame -- inside page.evaluate */
import { withoutGesture } from '../harness/chromium-flags.mjs';
import { hearsFor } from '../harness/hears-for.mjs';
import { launch } from '../harness/launch.mjs';

const SECONDS = 8;
/** Time until lists, lanes and boxes are full, seconds. */
const BEFORE = 6;
/** Interval above which a display frame counts as dropped (a sixtieth of a second plus a margin), ms. */
const LATE = 25;

const VIEWS = {
  'desktop, 1280 × 800': { viewport: { width: 1280, height: 800 } },
  'phone, 390 × 844 at 3 pixels': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true },
};

/** Runs in the page. Returns the intervals between display frames while it listens, ms. */
const gaps = (seconds) =>
  new Promise((resolve) => {
    const found = [];
    let [first, last] = [];
    const frame = (now) => {
      first ??= now;
      if (last !== undefined) found.push(now - last);
      last = now;
      if (now - first < seconds * 1000) requestAnimationFrame(frame);
      else resolve(found);
    };
    requestAnimationFrame(frame);
  });

/** Returns the busy time of the page's main thread so far, ms. */
async function busy(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** Measures the frame rate of the live page while it listens, and the main thread's time per frame. */
export async function benchDisplayFrames(address, model) {
  const browser = await launch({ flags: [withoutGesture] });
  const rows = [];
  try {
    for (const [view, options] of Object.entries(VIEWS)) {
      const page = await browser.newPage(options);
      await page.goto(address);
      await page.evaluate(async (wanted) => {
        const element = document.querySelector('pinna-listener');
        element.model = wanted;
        await element.start();
      }, model);
      await page.evaluate(hearsFor, BEFORE);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Performance.enable');
      const before = await busy(cdp);
      const found = await page.evaluate(gaps, SECONDS);
      const spent = (await busy(cdp)) - before;
      rows.push({
        view,
        perSecond: (1000 * found.length) / found.reduce((sum, gap) => sum + gap, 0),
        leftOut: found.filter((gap) => gap > LATE).length,
        frames: found.length,
        mainThreadMilliseconds: spent / found.length,
      });
      await page.close();
    }
    return rows;
  } finally {
    await browser.close();
  }
}

export function printDisplayFrames(rows) {
  console.log('Display frames of the live page while it listens');
  console.table(
    Object.fromEntries(
      rows.map(({ view, perSecond, leftOut, frames, mainThreadMilliseconds }) => [
        view,
        {
          'frames per second': perSecond.toFixed(1),
          'left out': `${leftOut} of ${frames}`,
          'main thread (ms per frame)': mainThreadMilliseconds.toFixed(1),
        },
      ]),
    ),
  );
}
