import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch } from './launch.mjs';
import { openPage, violations } from './open-page.mjs';
import { serve } from './serve.mjs';

describe('Files', () => {
  let server;
  let browser;

  before(async () => {
    server = await serve();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  it('hears the demo scene as a file, and shows what was in it', async () => {
    const { page, errors } = await openPage(browser, `${server.address}files.html`);
    await page.click('#sample');
    const recording = page.locator('pinna-file pinna-recording');
    await recording.waitFor({ timeout: 60_000 });
    assert.match(await recording.evaluate((element) => element.shadowRoot.textContent), /birds/);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
