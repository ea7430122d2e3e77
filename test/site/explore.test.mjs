/* global document -- inside page.evaluate */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { wav } from '../fixtures/wav.mjs';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';
import { Folder } from '../harness/run-pinna.mjs';

/** Time limit for the analysis of the example sounds on a busy machine, ms. */
const TIME_LIMIT = 240_000;
const RATE = 16_000;

/**
 * Drops files or folders of the disk on an element, as a person does.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Locator} target
 * @param {string[]} files their paths
 */
async function dropOn(page, target, files) {
  const { x, y, width, height } = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await target.boundingBox()
  );
  const browser = await page.context().newCDPSession(page);
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) {
    await browser.send('Input.dispatchDragEvent', {
      ...{ type, x: x + width / 2, y: y + height / 2 },
      data: { items: [], files, dragOperationsMask: 1 },
    });
  }
  await browser.detach();
}

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
    const nearest = await explore.locator('.pointed-at .sounds button').first().textContent();
    assert.equal(nearest.trim().replace(/ \d+\.wav$/, ''), name.replace(/ \d+\.wav$/, ''));
    await page.evaluate(() => {
      for (const part of document.querySelector('pinna-explore').shadowRoot.querySelectorAll('details'))
        part.open = true;
    });
    await explore.locator('[role=grid]').focus();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('reads a dropped folder: the folders in it are classes, and other files are ignored', async () => {
    const folder = new Folder();
    /** @param {number} pitch */
    const tone = (pitch) =>
      wav(
        Float32Array.from({ length: RATE }, (_, n) => 0.3 * Math.sin((2 * Math.PI * pitch * n) / RATE)),
        RATE,
      );
    for (const [name, pitch] of /** @type {const} */ ([
      ['low', 200],
      ['high', 2000],
    ])) {
      mkdirSync(`${folder.path}/walk/${name}/deep`, { recursive: true });
      for (let i = 0; i < 3; i++) folder.write(`walk/${name}/${i}.wav`, tone(pitch * (1 + i / 20)));
      folder.write(`walk/${name}/deep/3.wav`, tone(pitch));
      folder.write(`walk/${name}/notes.txt`, 'rain');
    }
    folder.write('walk/loose.wav', tone(700));
    const { page, errors } = await openPage(site.browser, `${site.address}explore.html`);
    const explore = page.locator('pinna-explore');
    const names = () => explore.locator('[role=option]').evaluateAll((marks) => marks.map((mark) => mark.ariaLabel));
    await dropOn(page, explore.locator('[part=drop]'), [`${folder.path}/walk`]);
    await explore.locator('[role=listbox]').waitFor({ timeout: TIME_LIMIT });
    assert.deepEqual(
      (await names()).map((name) => name.replace(/ · unusual here$/, '')),
      [
        ...['deep/3', '0', '1', '2'].map((name) => `high/${name}.wav · high`).sort(),
        'loose.wav · no class',
        ...['deep/3', '0', '1', '2'].map((name) => `low/${name}.wav · low`).sort(),
      ],
    );
    assert.deepEqual(
      (await names()).filter((name) => name.endsWith('unusual here')),
      ['loose.wav · no class · unusual here'],
    );
    // Anywhere else on the page, too.
    await dropOn(page, page.locator('h1'), [`${folder.path}/walk/low`]);
    await explore.locator('[role=option]').nth(12).waitFor({ timeout: TIME_LIMIT });
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('takes the log of a listener that has listened to the microphone', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}explore.html`);
    const explore = page.locator('pinna-explore');
    await page.locator('details.listen summary').click();
    await page.locator('pinna-controls button').first().click();
    await page.waitForFunction(
      () => /** @type {any} */ (document.querySelector('pinna-log')).sessionSounds.length >= 4,
      undefined,
      { timeout: TIME_LIMIT },
    );
    await explore.getByRole('button', { name: 'Take the log' }).click();
    await explore.locator('[role=option]').nth(2).waitFor({ timeout: TIME_LIMIT });
    const logged = await page.evaluate(() => {
      const explored = /** @type {any} */ (document.querySelector('pinna-explore')).recordings;
      const { sessionSounds } = /** @type {any} */ (document.querySelector('pinna-log'));
      const labels = new Set(sessionSounds.map(({ label }) => label));
      return explored.map(({ label, seconds }) => ({ isLogged: labels.has(label), seconds }));
    });
    assert.ok(logged.length >= 3);
    for (const { isLogged, seconds } of logged) assert.ok(isLogged && seconds > 0.1, JSON.stringify(logged));
    assert.deepEqual(errors, []);
    await page.close();
  });
});
