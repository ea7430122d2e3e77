/* global document, DataTransfer, DragEvent, File -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';
import { wav } from '../fixtures/wav.mjs';

/** Time limit for a detection in the demo scene, and for a lesson on a busy machine, ms. */
const TIME_LIMIT = 120_000;
const RATE = 16_000;

/** Quiet, a double beep, quiet: 2.5 s. */
const beep = Float32Array.from({ length: 2.5 * RATE }, (_, n) => {
  const since = n / RATE - 1;
  const isOn = since >= 0 && since < 0.4 && !(since >= 0.15 && since < 0.25);
  return 0.001 * Math.sin(n * n) + (isOn ? 0.2 * Math.sin((2 * Math.PI * 1900 * n) / RATE) : 0);
});

describe('Teach', () => {
  const site = onSite();

  /** Waits until the text of the place to teach matches. @param {import('playwright-core').Page} page @param {RegExp} text */
  const says = (page, text) =>
    page.waitForFunction(
      ({ source }) => new RegExp(source).test(document.querySelector('pinna-teach').shadowRoot.textContent),
      { source: text.source },
      { timeout: TIME_LIMIT },
    );

  it('learns a sound of the demo scene, scores the last minutes again, and keeps the sound', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}teach.html`);
    const teach = page.locator('pinna-teach');
    await page.locator('pinna-controls select').selectOption({ label: 'Demo scene' });
    await page.locator('pinna-controls button').first().click();
    const heard = teach.locator('ul[aria-labelledby=heard] li button', { hasText: 'birdsong' });
    await heard.first().waitFor({ timeout: TIME_LIMIT });
    await heard.first().click();
    await teach.locator('#name').fill('little bird');
    await teach.locator('#name').press('Enter');
    await says(page, /Learnt: little bird\..*Found [1-9]\d* times? in the last ten minutes/);
    // What was scored again is on the time line.
    await page.waitForFunction(() =>
      document.querySelector('pinna-timeline').shadowRoot.textContent.includes('little bird'),
    );
    assert.deepEqual(await violations(page), []);
    await page.reload();
    await says(page, /little bird/);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('learns a sound from a dropped file, without live sound', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}teach.html`);
    await page.locator('pinna-teach #name').waitFor();
    await page.evaluate(
      (bytes) => {
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array(bytes)], 'oven.wav', { type: 'audio/wav' }));
        const place = document.querySelector('pinna-teach').shadowRoot.querySelector('section');
        place.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
      },
      [...wav(beep, RATE)],
    );
    await says(page, /Learnt: oven\. The example is clear\./);
    await says(page, /1 example; changed copies of it would be found\./);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
