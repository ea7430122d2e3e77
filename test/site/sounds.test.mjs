/* global document -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { figuresInWords, soundsOfDefaultModel } from '../../demo/build/sounds.mjs';
import { WORDS } from '../../demo/build/sound-words.mjs';
import { onSite } from '../harness/on-site.mjs';
import { openPage } from '../harness/open-page.mjs';

describe('The page “What can it hear?”', () => {
  const site = onSite();

  it('lists every class of the default model once, with its figures or that there are none', async () => {
    const { classes } = await soundsOfDefaultModel();
    const { page, errors } = await openPage(site.browser, `${site.address}sounds.html`);
    const entries = await page.$$eval('[data-find]', (all) =>
      all.map((one) => ({
        name: one.querySelector('code').textContent,
        text: one.querySelector('p').textContent,
        isQuiet: one.closest('details') !== null,
      })),
    );
    assert.deepEqual(entries.map(({ name }) => name).sort(), classes.map(({ name }) => name).sort());
    assert.equal(entries.filter((one) => one.isQuiet).length, classes.filter((one) => one.isQuiet).length);
    for (const { name, text, isQuiet } of entries)
      if (!isQuiet) assert.match(text, /^(Found|Not found|Not measured|Measured only together)/, name);
    assert.match(await page.textContent('main'), /it names no species/);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('says figures in words, and how many recordings they are from', () => {
    const said = (figures) => figuresInWords(figures, WORDS.en);
    assert.equal(
      said({ clips: 51, precision: 0.82, recall: 0.9 }),
      'Found 9 times in 10. When it says so, it is right 8 times in 10. (51 test recordings)',
    );
    assert.match(said({ clips: 8, precision: 1, recall: 1 }), /^Found every time\. .+ always right\. .+ which is few/);
    assert.equal(said({ clips: 24, recall: 0 }), 'Not found once in the test. (24 test recordings)');
    assert.match(said({ clips: 30, precision: 0.999, recall: 0.001 }), /^Found 1 time in 10\. .+ right 9 times/);
    assert.equal(said({ clips: 0, precision: 0 }), 'Not measured.');
    assert.equal(said(undefined), 'Not measured.');
  });

  it('names only classes of the model as confusions, and links to them', async () => {
    const { classes, confusions } = await soundsOfDefaultModel();
    const names = new Set(classes.map(({ name }) => name));
    assert.deepEqual(
      confusions.flat().filter((name) => !names.has(name)),
      [],
    );
    const { page } = await openPage(site.browser, `${site.address}sounds.html`);
    const broken = await page.$$eval('.sounds a', (all) =>
      all.map((one) => one.hash.slice(1)).filter((id) => !document.getElementById(id)),
    );
    assert.deepEqual(broken, []);
    if (confusions.length > 0) {
      const [[sound, reported]] = confusions;
      await page.locator(`#${sound} a[href="#${reported}"]`).first().click();
      assert.ok(await page.locator(`#${reported}`).evaluate((one) => one.matches(':target')));
    }
    await page.close();
  });

  it('finds a sound by its name in the page’s language, in English, and by a part', async () => {
    const { page } = await openPage(site.browser, `${site.address}sounds.de.html`, { locale: 'de-DE' });
    const shown = () =>
      page.$$eval('[data-find]', (all) =>
        all.filter((one) => one.checkVisibility()).map((one) => one.querySelector('code').textContent),
      );
    const all = await shown();
    for (const text of ['Hund', 'dog', 'HUN']) {
      await page.fill('#find', text);
      const found = await shown();
      assert.ok(found.includes('dog') && found.length < all.length / 4, `${text}: ${found}`);
    }
    assert.match(await page.textContent('#found'), /^\d+ von \d+$/);
    await page.fill('#find', 'zzzz');
    assert.deepEqual(await shown(), []);
    await page.fill('#find', '');
    assert.deepEqual(await shown(), all);
    await page.close();
  });

  it('opens at the sound that an address names', async () => {
    const { page } = await openPage(site.browser, `${site.address}sounds.html#wind`);
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('#wind').getBoundingClientRect();
      return top >= 0 && bottom <= globalThis.innerHeight;
    });
    await page.close();
  });

  it('has a German reason for every kind of quiet class', () => {
    const { quiet } = JSON.parse(readFileSync(new URL('../../models/classes.json', import.meta.url), 'utf8'));
    for (const { reason } of quiet) assert.notEqual(WORDS.de.quietReason(reason), reason);
  });
});
