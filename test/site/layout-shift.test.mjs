import { describe, it } from 'node:test';
import { pages } from '../../demo/build/pages.mjs';
import { hearsFor } from '../harness/hears-for.mjs';
import { assertNoShift, watchShifts } from '../harness/layout-shift.mjs';
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

/** The tests of all pages check their fast load, in both languages. */
describe('Layout shift', () => {
  const site = onSite();
  const open = async (file, viewport, { then, limit = 0, address = site.address } = {}) => {
    const { page } = await openPage(site.browser, address + file, { viewport, before: watchShifts });
    await then?.(page);
    await assertNoShift(page, limit);
    await page.close();
  };

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
            await page.locator('pinna-now [part~=bird]').first().waitFor({ timeout: 60_000 });
            await page.evaluate(hearsFor, LISTENS);
          },
        }),
      ),
    );
  });
});
