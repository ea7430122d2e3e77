/* global document -- inside page.evaluate */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { documents } from '../../demo/build/document-pages.mjs';
import { fileIn } from '../../demo/build/languages.mjs';
import { markdownHtml, tablesOf } from '../../demo/build/markdown.mjs';
import { confusionsOf } from '../../demo/build/training/matrix.mjs';
import { modelNames } from '../../models/names.mjs';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

const manifestOf = (name) =>
  JSON.parse(readFileSync(new URL(`../../models/${name}/model.json`, import.meta.url), 'utf8'));

describe('The page “How it learnt”', () => {
  const site = onSite();

  it('compares all models by the figures of their descriptions, and links to their cards', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}training.html`);
    const table = page.getByRole('region', { name: /^All models/ });
    const heads = await table.locator('thead th').allTextContents();
    const row = await table
      .locator('tr', { has: page.locator('th', { hasText: 'ESC-50' }) })
      .locator('td')
      .allTextContents();
    assert.equal(heads.length, modelNames().length);
    for (const [at, head] of heads.entries()) {
      const [name, version] = head.split(' ');
      const { version: own, figures } = manifestOf(name);
      assert.equal(version, own);
      const share = figures?.escAccuracy;
      assert.equal(row[at], share === undefined ? '–' : `${(100 * share).toFixed(1)} %`, name);
      await page.request
        .get(`${site.address}model-${name}.html`)
        .then((answer) => assert.equal(answer.status(), 200, name));
    }
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('fills every chapter, and its contents lead to each', async () => {
    const { page } = await openPage(site.browser, `${site.address}training.html`);
    assert.doesNotMatch(await page.content(), /<!-- \w+ -->/);
    const chapters = await page.$$eval('main section', (all) =>
      all.map((one) => ({ id: one.getAttribute('aria-labelledby'), text: one.textContent.trim() })),
    );
    const links = await page.$$eval('.contents a', (all) => all.map((one) => one.hash.slice(1)));
    assert.deepEqual(
      links,
      chapters.map(({ id }) => id),
    );
    for (const { id, text } of chapters) {
      assert.ok(text.length > 100, id);
      assert.doesNotMatch(text, /undefined|NaN|\[object/, id);
    }
    await page.close();
  });

  it('says what each chart shows, and has its values in a closed table, in both languages', async () => {
    const curves = JSON.parse(readFileSync(new URL('../../models/tiny/curves.json', import.meta.url), 'utf8'));
    const [loss] = [curves.training.map((entry) => entry.loss)];
    for (const language of ['en', 'de']) {
      const { page, errors } = await openPage(site.browser, site.address + fileIn('training.html', language), {
        viewport: { width: 390, height: 844 },
        locale: language,
      });
      const charts = await page.$$eval('main :is(.chart, .matrix, .bars, .picture)', (all) =>
        all.map((one) => {
          const next = one.nextElementSibling;
          const seen = one.querySelector('.seen') ?? (next?.matches('.seen') ? next : undefined);
          const values = one.querySelector('.values');
          return {
            kind: one.className,
            seen: seen?.textContent ?? '',
            open: values?.open,
            rows: values?.querySelectorAll('tbody tr').length,
          };
        }),
      );
      assert.ok(charts.length >= 10, String(charts.length));
      for (const { kind, seen, open, rows } of charts) {
        assert.ok(seen.length > 40, `${kind}: ${seen}`);
        assert.doesNotMatch(seen, /undefined|NaN/);
        // The table of the thresholds is the chart. A picture has no data.
        if (kind === 'bars' || kind === 'picture') continue;
        assert.equal(open, false, kind);
        assert.ok(rows > 2, kind);
      }
      const number = (value) => value.toLocaleString(language, { maximumSignificantDigits: 4, useGrouping: false });
      const chart = page.locator('.chart', {
        has: page.locator('figcaption', { hasText: /^tiny.*(training|Training)$/ }),
      });
      const [said] = await chart.locator('.seen').allTextContents();
      for (const value of [loss[0], loss.at(-1)]) {
        const written = value.toLocaleString(language, { maximumSignificantDigits: 3 });
        assert.ok(said.includes(written), said);
      }
      assert.equal(await chart.locator('tbody tr').count(), loss.length);
      const cells = await chart.locator('tbody tr').last().locator('td').allTextContents();
      assert.equal(cells[0], number(loss.at(-1)));
      await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(errors, []);
      await page.close();
    }
  });

  const matrix = new URL('../../models/crnn/confusion.json', import.meta.url);
  const skip = existsSync(matrix) ? false : 'the default model has no counts';
  it('says a row of a confusion matrix in words, chosen by the keyboard or by pointing', { skip }, async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}training.html`);
    const events = page.locator('#matrix-events');
    const { names, counts } = JSON.parse(await events.getAttribute('data-matrix'));
    const clips = counts[1].reduce((sum, count) => sum + count, 0);
    await events.locator('select').selectOption('1');
    const said = events.getByRole('status');
    assert.match(await said.textContent(), new RegExp(`^${names[1]}: ${clips} recordings`));
    const listed = await said.locator('li').allTextContents();
    assert.equal(
      listed.reduce((sum, text) => sum + Number(/\d+$/.exec(text)[0]), 0),
      clips,
    );
    const picture = events.locator('svg');
    await picture.scrollIntoViewIfNeeded();
    const { width, height } = await picture.boundingBox();
    const at = (index, size) => ((index + 0.5) / names.length) * size;
    await picture.hover({ position: { x: at(2, width), y: at(0, height) } });
    assert.equal(await events.locator('select').inputValue(), '0');
    assert.match(await said.textContent(), new RegExp(`^${names[0]}:`));
    assert.equal(await events.locator('rect.cell').getAttribute('visibility'), 'visible');
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('shows the pages of the documents in both languages: accessible, with addresses that exist, on a phone', async () => {
    for (const [at, document_] of documents.entries()) {
      const language = at % 2 === 0 ? 'de' : 'en';
      const { page, errors } = await openPage(site.browser, site.address + fileIn(document_.file, language), {
        viewport: { width: 320, height: 568 },
        locale: language,
      });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, document_.file);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, document_.file);
      assert.deepEqual(await violations(page), [], document_.file);
      const links = await page.$$eval('main a[href]', (all) => all.map((one) => one.href));
      for (const link of new Set(links.filter((one) => one.startsWith(site.address)))) {
        const answer = await page.request.get(link);
        assert.equal(answer.status(), 200, link);
        const [, anchor] = link.split('#');
        if (anchor) assert.ok((await answer.text()).includes(`id="${anchor}"`), link);
      }
      assert.deepEqual(errors, []);
      await page.close();
    }
  });
});

describe('The Markdown of a card', () => {
  const card = '# Card\n\n## Figures\n\n| name | share |\n| --- | ---: |\n| `dog` | **0.9** |\n\n[a](b.md) [c](d.md)\n';

  it('gives its tables with the heading above them', () => {
    assert.deepEqual(tablesOf(card), [{ heading: 'Figures', header: ['name', 'share'], rows: [['`dog`', '0.9']] }]);
  });

  it('keeps only the text of links to files that the site does not have', () => {
    const html = markdownHtml(card, {
      address: (href) => (href === 'b.md' ? 'b.html' : undefined),
      picture: () => '',
    });
    assert.match(html, /<a href="b\.html">a<\/a> c/);
    assert.match(html, /<h2 id="figures">/);
  });

  it('lists the confusions of a matrix, the most frequent first, without the diagonal', () => {
    const matrix = { names: ['a', 'b'], counts: [[5, 1], [3, 4]] }; // prettier-ignore
    assert.deepEqual(confusionsOf(matrix), [
      { sound: 'b', reported: 'a', count: 3, of: 7 },
      { sound: 'a', reported: 'b', count: 1, of: 6 },
    ]);
  });
});
