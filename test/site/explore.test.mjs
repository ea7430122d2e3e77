/* global document -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

/** Time limit for the analysis of the example sounds on a busy machine, ms. */
const TIME_LIMIT = 240_000;

describe('Explore', () => {
  const site = onSite();

  it('draws a map of the example sounds, on which sounds of a class lie together', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}explore.html`);
    const explore = page.locator('pinna-explore');
    await page.locator('#sample').click();
    await explore.locator('[role=listbox]').waitFor({ timeout: TIME_LIMIT });
    assert.equal(await explore.locator('[role=option]').count(), 44);
    const found = await explore.locator('[part=accuracy] tbody tr').allTextContents();
    const shares = found.map((row) => Number(/([\d.]+)%/.exec(row)[1]));
    assert.ok(shares[0] > 80 && shares[1] > 90, found.join());
    await explore.locator('[role=listbox]').focus();
    const name = await explore.locator('.pointed-at .name').textContent();
    const nearest = await explore.locator('.nearest button').first().textContent();
    assert.equal(nearest.trim().replace(/ \d+\.wav$/, ''), name.replace(/ \d+\.wav$/, ''));
    await page.evaluate(() => {
      for (const part of document.querySelector('pinna-explore').shadowRoot.querySelectorAll('details'))
        part.open = true;
    });
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
