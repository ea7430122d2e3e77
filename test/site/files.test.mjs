import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

describe('Files', () => {
  const site = onSite();

  it('classifies the demo scene as a file, and shows what was in it', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}files.html`);
    await page.click('#sample');
    const recording = page.locator('pinna-file pinna-recording');
    await recording.waitFor({ timeout: 60_000 });
    assert.match(await recording.evaluate((element) => element.shadowRoot.textContent), /birds/);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('finds chords and the key of the next file, if that is wanted, in German too', async () => {
    for (const [name, label, heading] of [
      ['files.html', 'also find chords and the key', 'Chords'],
      ['files.de.html', 'auch Akkorde und die Tonart finden', 'Akkorde'],
    ]) {
      const { page, errors } = await openPage(site.browser, `${site.address}${name}`);
      await page.getByLabel(label).check();
      await page.click('#sample');
      const recording = page.locator('pinna-file pinna-recording');
      await recording.waitFor({ timeout: 60_000 });
      assert.match(await recording.evaluate((element) => element.shadowRoot.textContent), new RegExp(heading));
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(errors, []);
      await page.close();
    }
  });
});
