/* global document, PerformanceObserver, DOMException -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileIn } from '../../demo/build/languages.mjs';
import { documents } from '../../demo/build/document-pages.mjs';
import { pageIn, pages } from '../../demo/build/pages.mjs';
import { assertNoShift, watchShifts } from '../harness/layout-shift.mjs';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

const german = (file) => fileIn(file, 'de');

/** Texts that are the same in both languages, in small letters. */
const SAME = new Set([
  ...Array.from({ length: 15 }, (_, i) => `block ${i + 1}`), // of the network
  ...[
    'pinna',
    'live',
    'kiosk',
    'studio',
    'plugin',
    'training',
    'position',
    'auto',
    'start',
    'code',
    'terminal',
    'tempo',
    'csv',
    'midi',
    'reaper',
  ],
  ...['json lines', 'webvtt', 'blues', 'country', 'disco', 'jazz', 'metal', 'pop', 'reggae', 'rock', 'hip-hop', 'name'],
  ...['kiosk – pinna', 'studio – pinna', 'wavenet', 'crnn', 'wasm', 'cpu'],
  ...[
    'banjo',
    'ukulele',
    'synthesizer',
    'afrobeat',
    'wind',
    'alarm',
    'ding-dong',
    'didgeridoo',
    'theremin',
    'mandoline',
  ],
]);

/**
 * Returns every text of the page that a person reads or that a screen reader speaks, in shadow trees too. Code and parts that
 * the page marks as another language do not count.
 */
const texts = () => {
  const found = new Set();
  const add = (text) => {
    // Numbers with units, and the names of devices, are the same in both languages.
    const line = text
      .replace(/[−\d.,]+\s?(k?Hz|dB(FS)?|ms|%)/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (/\p{L}{2}/u.test(line) && !/^Fake .*Audio Input/.test(line)) found.add(line);
  };
  const visit = (node) => {
    if (node.nodeType === 3) add(node.data);
    if (node.nodeType !== 1) return;
    if (['SCRIPT', 'STYLE', 'CODE', 'PRE', 'TEMPLATE', 'SVG', 'KBD'].includes(node.nodeName.toUpperCase())) return;
    if (node.getAttribute('translate') === 'no') return;
    const lang = node.getAttribute('lang');
    if (lang && !lang.startsWith(document.documentElement.lang)) return;
    for (const name of ['aria-label', 'aria-valuetext', 'title', 'alt', 'placeholder', 'label'])
      if (node.hasAttribute(name)) add(node.getAttribute(name));
    for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) visit(child);
  };
  visit(document.body);
  add(document.title);
  add(document.querySelector('meta[name=description]').content);
  return [...found];
};

const listens = () => {
  const live = document.querySelector('pinna-live')?.shadowRoot;
  const listeners = [
    ...document.querySelectorAll('pinna-listener'),
    ...(live?.querySelectorAll('pinna-listener') ?? []),
  ];
  return listeners.some(({ listener }) => listener?.state === 'running');
};

/** Buttons whose press shows more texts of a page, by page, and what is there when it shows them. */
const PRESSED = {
  live: { button: 'pinna-controls >> button' },
  gallery: { button: '#scene' },
  inside: { button: 'pinna-controls >> button', result: 'pinna-network >> .layer' },
  kiosk: { button: '#begin' },
  files: { button: '#sample', result: 'pinna-recording' },
};

describe('The site in German', () => {
  const site = onSite();
  const open = (file, options) =>
    openPage(site.browser, site.address + file, { locale: 'de-DE', before: watchShifts, ...options });

  for (const page of pages) {
    it(`${page.name}: no text is left in English, before and after a press`, async () => {
      const [english, translated] = await Promise.all([
        openPage(site.browser, site.address + page.file),
        open(german(page.file)),
      ]);
      await assertNoShift(translated.page);
      assert.equal(await translated.page.evaluate(() => document.documentElement.lang), 'de');
      const { title, nav } = pageIn(page, 'de');
      assert.equal(await translated.page.title(), title);
      assert.equal(await translated.page.textContent('nav a[aria-current]'), nav);
      const compare = async (when) => {
        const [before, after] = await Promise.all([english, translated].map((each) => each.page.evaluate(texts)));
        const left = after.filter((text) => before.includes(text) && !SAME.has(text.toLowerCase()));
        assert.deepEqual(left, [], when);
        assert.ok(after.length > 5, 'there are texts at all');
      };
      await compare('idle');
      const press = PRESSED[page.name];
      if (press) {
        const hear = async (each) => {
          await each.page.locator(press.button).first().click();
          if (press.result) await each.page.locator(press.result).first().waitFor({ timeout: 120_000 });
          else await each.page.waitForFunction(listens, undefined, { timeout: 60_000 });
        };
        await Promise.all([english, translated].map(hear));
        await compare('after the press');
      }
      assert.deepEqual(translated.errors, []);
      await Promise.all([english.page.close(), translated.page.close()]);
    });

    it(`${page.name}: accessible, leads only to addresses that exist, and fits on a phone`, async () => {
      const { page: opened } = await open(german(page.file), { viewport: { width: 390, height: 844 } });
      await assertNoShift(opened);
      await opened.setViewportSize({ width: 320, height: 568 });
      // The descriptions of the reference are those of the English page, whose test is long.
      const allowed = page.name === 'gallery' ? ['landmark-unique'] : [];
      if (page.name !== 'reference') assert.deepEqual(await violations(opened, { allowed }), []);
      assert.ok((await opened.evaluate(() => document.documentElement.scrollWidth)) <= 320);
      const links = await opened.$$eval('a[href]', (all) =>
        all.map((one) => ({ href: one.href, hreflang: one.hreflang })),
      );
      const own = links.filter(({ href }) => href.startsWith(site.address));
      const files = [...pages, ...documents].map(({ file }) => german(file));
      for (const { href, hreflang } of own) {
        const file = new URL(href).pathname.slice(1);
        if (hreflang === 'en') assert.equal(file, page.file === 'index.html' ? '' : page.file);
        else if (!file.endsWith('.png')) assert.ok(files.includes(file), `${href} is a German page`);
      }
      for (const address of new Set(own.map(({ href }) => href.split('#')[0])))
        assert.equal((await opened.request.get(address)).status(), 200, address);
      await opened.close();
    });
  }

  it('opens for a German browser before anything is painted, where the address pointed to', async () => {
    const context = await site.browser.newContext({ locale: 'de-AT', serviceWorkers: 'block' });
    const page = await context.newPage();
    const painted = [];
    await page.exposeFunction('paintedIn', (lang) => painted.push(lang));
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        if (list.getEntries().length > 0) globalThis.paintedIn(document.documentElement.lang);
      }).observe({ type: 'paint', buffered: true });
    });
    await page.goto(`${site.address}gallery.html?from=friend#pinna-bird`);
    await page.waitForURL(`${site.address}gallery.de.html?from=friend#pinna-bird`);
    await page.waitForFunction(() => performance.getEntriesByType('paint').length > 0);
    assert.deepEqual([...new Set(painted)], ['de']);
    assert.equal(await page.evaluate(() => globalThis.history.length), 2, 'Back does not lead to the English page');
    await context.close();
  });

  it('changes by the link in the header, and remembers it on every page, by any address', async () => {
    const context = await site.browser.newContext({ locale: 'de-DE', serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(site.address);
    await page.waitForURL(/index\.de\.html$/);
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL(site.address);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.goto(`${site.address}files.de.html`);
    await page.waitForURL(`${site.address}files.html`);
    await page.getByRole('link', { name: 'Deutsch' }).click();
    await page.waitForURL(`${site.address}files.de.html`);
    await page.goto(`${site.address}kiosk.html`);
    await page.waitForURL(`${site.address}kiosk.de.html`);
    await context.close();
  });

  it('leaves the language to the address where the browser stores nothing', async () => {
    const { page } = await open('files.html', {
      before: () => {
        Object.defineProperty(globalThis, 'localStorage', {
          get: () => {
            throw new DOMException('Storage is blocked.', 'SecurityError');
          },
        });
      },
    });
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.getByRole('link', { name: 'Deutsch' }).click();
    await page.waitForURL(/files\.de\.html$/);
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL(/files\.html$/);
    await page.close();
  });
});
