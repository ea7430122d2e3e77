/* global document -- inside page.evaluate */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { documentedPages } from '../harness/documented-pages.mjs';
import { launch } from '../harness/launch.mjs';

const LONG = { timeout: 60_000 };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

describe('docs/wam.md', () => {
  const { page: documented, noneIsLeft } = documentedPages('docs/wam.md', () => browser);

  documented(
    'A host in one page',
    async (page) => {
      await page.click('#play');
      await page.locator('#notes', { hasText: /^9\d .* at \d+\.\d{3} s$/ }).waitFor(LONG);
      const text = await page.evaluate(() => document.querySelector('#rack > *').shadowRoot.textContent);
      assert.match(text, /Listening/);
    },
    { 'sdk.js': 'node_modules/@webaudiomodules/sdk/dist/index.js' },
  );

  noneIsLeft();
});
