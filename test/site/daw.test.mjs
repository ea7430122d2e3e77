/* global document -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

describe('Studio', () => {
  const site = onSite();

  it('plays two tracks through the plugin, marks the detections on each, and saves it', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}daw.html`);
    const [garden, band] = [page.locator('.track').nth(0), page.locator('.track').nth(1)];
    // Names, waveforms and the plugin's space appear at once, before the engine loads.
    await band.locator('.wave path[d^=M]').waitFor({ state: 'attached' });
    assert.deepEqual(await page.locator('.track h2').allTextContents(), ['Garden', 'Band']);
    assert.match(await garden.locator('.gui').textContent(), /loads when/);
    const loaded = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('weights.bin'));
    assert.equal(await page.evaluate(loaded), false);
    assert.deepEqual(await violations(page, { allowed: ['landmark-unique'] }), []);
    await page.click('#play');
    await garden.locator('li.bird').first().waitFor({ timeout: 60_000 });
    await band.locator('li', { hasText: 'music' }).first().waitFor({ timeout: 60_000 });
    await garden.locator('.midi', { hasText: 'MIDI note' }).waitFor();
    await page.locator('pinna-plugin').nth(1).waitFor();
    await page.click('#play');
    await page.waitForFunction(() => document.querySelector('#play').textContent === 'Play');
    assert.deepEqual(await violations(page, { allowed: ['landmark-unique'] }), []);
    const downloading = page.waitForEvent('download');
    await page.click('#save');
    const table = await readFile(await (await downloading).path(), 'utf8');
    assert.match(table, /^Garden,.*,bird,/m);
    assert.match(table, /^Band,.*,music,/m);
    // A closed plugin can be shown again. Playing from the start replaces the markers.
    await garden.locator('.show').click();
    await page.waitForFunction(() => document.querySelectorAll('pinna-plugin').length === 1);
    await garden.locator('.show').click();
    await page.waitForFunction(() => document.querySelectorAll('pinna-plugin').length === 2);
    await page.click('#rewind');
    assert.equal(await page.textContent('#position'), '0:00.0');
    await page.click('#play');
    await page.waitForFunction(() => document.querySelectorAll('.lane li').length === 0);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
