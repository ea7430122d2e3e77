/* global document, MutationObserver -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { documentedPages } from '../harness/documented-pages.mjs';
import { launch } from '../harness/launch.mjs';

describe('docs/recipes.md', () => {
  let browser;

  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const { page: recipe, noneIsLeft } = documentedPages('docs/recipes.md', () => browser);

  recipe('An overlay for a stream', async (page) => {
    await page.locator('pinna-bird .light.on').waitFor({ timeout: 60_000 });
  });

  recipe('Birds at a window, logged as CSV', async (page) => {
    const began = Date.now();
    await page.locator('pinna-controls').getByRole('button', { name: 'Start' }).click();
    await page.waitForFunction(() => Number(document.querySelector('#count').textContent) > 1, undefined, {
      timeout: 60_000,
    });
    await page.locator('pinna-controls').getByRole('button', { name: 'Stop' }).click();
    await page.reload();
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
    assert.match(download.suggestedFilename(), /^birds-\d{4}-\d\d-\d\d\.csv$/);
    const [head, ...rows] = String(readFileSync(await download.path()))
      .trim()
      .split('\r\n');
    assert.equal(head, 'from,to,confidence');
    assert.ok(rows.length > 1);
    for (const row of rows) {
      const [from, to, confidence] = row.split(',');
      const [onset, offset] = [Date.parse(from), Date.parse(to)];
      assert.ok(began - 1000 < onset && onset < offset && offset < Date.now(), row);
      assert.ok(confidence > 0 && confidence <= 1, row);
    }
    await page.click('#forget');
    assert.equal(await page.textContent('#count'), '0');
  });

  recipe('In your own AudioContext', async (page) => {
    await page.focus('#player');
    await page.keyboard.press('Space');
    await page.locator('#events li', { hasText: 'bird' }).first().waitFor({ timeout: 60_000 });
    assert.match(await page.locator('#events li').first().textContent(), /^\d+\.\d\d s to \d+\.\d\d s/);
  });

  recipe('Without any element', async (page) => {
    await page.evaluate(() => {
      globalThis.texts = [];
      new MutationObserver(() => globalThis.texts.push(document.querySelector('#now').textContent)).observe(
        document.querySelector('#now'),
        { childList: true },
      );
    });
    await page.click('#toggle');
    await page.waitForFunction(() => globalThis.texts.some((words) => words.includes('bird')), undefined, {
      timeout: 60_000,
    });
    assert.equal(await page.textContent('#toggle'), 'Stop');
    await page.click('#toggle');
    await page.waitForFunction(() => document.querySelector('#toggle').textContent === 'Listen');
  });

  recipe('What an OfflineAudioContext renders', async (page) => {
    await page.click('#hear');
    await page.locator('#events li', { hasText: 'bird' }).first().waitFor({ timeout: 60_000 });
  });

  noneIsLeft();
});
