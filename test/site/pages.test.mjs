/* global document, getComputedStyle, innerWidth -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pages } from '../../demo/build/pages.mjs';
import { assertNoShift, watchShifts } from '../harness/layout-shift.mjs';
import { onSite } from '../harness/on-site.mjs';
import { openPage, RULES_OF_COLOURS, violations } from '../harness/open-page.mjs';

/** Viewports; the last one is a desktop at 200 % zoom. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 320, height: 568 },
  { width: 640, height: 400 },
];

/** Exempt axe rules: the gallery has several copies of each element, including landmarks. */
const ALLOWED = { gallery: ['landmark-unique'] };

/** Returns a text that identifies the focused element, through shadow trees. */
const focused = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const { x, y, width, height } = element.getBoundingClientRect();
  return {
    name: `${element.localName}#${element.id}.${element.className} ${element.textContent.trim().slice(0, 40)} ${x},${y}`,
    visible: width > 0 && height > 0 && x >= 0 && x < innerWidth,
    outlined: getComputedStyle(element).outlineStyle !== 'none',
    isBody: element === document.body,
  };
};

describe('Every page of the site', () => {
  const site = onSite();

  it('says what to do if it is opened from the disk, in English and German, and only then', async () => {
    const page = await site.browser.newPage();
    for (const [file, text] of [
      ['index.html', /serve this folder/],
      ['index.de.html', /Stellen Sie diesen Ordner bereit/],
    ]) {
      const notice = page.locator('.from-disk');
      await page.goto(new URL(`../../site/${file}`, import.meta.url).href);
      if (await notice.isVisible()) assert.match(await notice.textContent(), text);
      else assert.fail(file);
      await page.goto(site.address + file);
      assert.equal(await notice.isVisible(), false);
    }
    await page.close();
  });

  for (const { name, file } of pages) {
    it(`${name}: nothing moves while it loads, and the keyboard reaches everything, visibly, and gets out again`, async () => {
      const { page, errors } = await openPage(site.browser, site.address + file, { before: watchShifts });
      await assertNoShift(page);
      const controls = await page.evaluate(
        () =>
          [...document.querySelectorAll('a[href], button:not(:disabled), select')].filter((one) =>
            one.checkVisibility(),
          ).length,
      );
      const seen = new Set();
      for (let stop = 0; stop < 400; stop++) {
        await page.keyboard.press('Tab');
        const { name: at, visible, outlined, isBody } = await page.evaluate(focused);
        if (isBody || seen.has(at)) break;
        if (stop === 0) assert.match(at, /skip/);
        assert.ok(visible && outlined, at);
        seen.add(at);
      }
      assert.ok(seen.size >= Math.min(controls, 12), `${seen.size} stops for ${controls} controls`);
      assert.deepEqual(errors, []);
      await page.close();
    });

    it(`${name}: nothing moves while it loads on a phone; accessible at every size, light or dark, and fits`, async () => {
      const { page, errors } = await openPage(site.browser, site.address + file, {
        viewport: { width: 390, height: 844 },
        before: watchShifts,
      });
      await assertNoShift(page);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      for (const viewport of SIZES) {
        await page.setViewportSize(viewport);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= viewport.width, `${width} px wide at ${viewport.width} px`);
        const allowed = [...(ALLOWED[name] ?? []), ...RULES_OF_COLOURS];
        assert.deepEqual(await violations(page, { allowed }), [], `${viewport.width} px`);
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          const where = `${viewport.width} px, ${colorScheme}`;
          assert.deepEqual(await violations(page, { only: RULES_OF_COLOURS }), [], where);
        }
      }
      assert.deepEqual(errors, []);
      await page.close();
    });
  }

  it('is light or dark by hand, on every page, until the system decides again', async () => {
    const context = await site.browser.newContext({ colorScheme: 'light', serviceWorkers: 'block' });
    const page = await context.newPage();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto(site.address);
    assert.equal(await ground(), 'rgb(251, 250, 247)');
    await page.selectOption('#scheme', 'dark');
    assert.equal(await ground(), 'rgb(16, 18, 22)');
    await page.goto(`${site.address}gallery.html`);
    assert.equal(await ground(), 'rgb(16, 18, 22)');
    assert.equal(await page.inputValue('#scheme'), 'dark');
    await page.selectOption('#scheme', 'system');
    await page.reload();
    assert.equal(await ground(), 'rgb(251, 250, 247)');
    await context.close();
  });

  it('leads from each page to each other, by addresses that hold below any path', async () => {
    const { page } = await openPage(site.browser, site.address);
    for (const { file, nav } of pages) {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: nav, exact: true }).click();
      await page.waitForURL(site.address + (file === 'index.html' ? '' : file));
      const addresses = await page.$$eval('[href], [src]', (all) =>
        all.map((one) => one.getAttribute('href') ?? one.getAttribute('src')),
      );
      assert.deepEqual(
        addresses.filter((address) => address.startsWith('/')),
        [],
      );
    }
    await page.close();
  });
});
