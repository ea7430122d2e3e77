/* global document, AudioBuffer, atob -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoMusic } from '../harness/demo-music.mjs';
import { onSite } from '../harness/on-site.mjs';

/** Most that a crash may lose, ms. */
const MOST_LOST = 2000;

describe('The stored log', () => {
  const site = onSite();

  it('loses at most two seconds if the page crashes while a sound lasts', async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.goto(site.address);
    const crashed = page.waitForEvent('crash');
    await page.evaluate(async ({ samples, sampleRate }) => {
      const bytes = Uint8Array.from(atob(samples), (character) => character.charCodeAt(0));
      const values = Float32Array.from(new Int16Array(bytes.buffer), (value) => value / 32768);
      const buffer = new AudioBuffer({ length: values.length, sampleRate, numberOfChannels: 1 });
      buffer.copyToChannel(values, 0);
      await document.querySelector('pinna-live').start({ kind: 'buffer', buffer });
    }, demoMusic(10));
    // The crash must come while the sound lasts, and after its entry has been renewed.
    const seen = await entryOf(page, ({ label, until, onset }) => label === 'music' && until - onset >= 3000);
    await Promise.all([crashed, page.goto('chrome://crash').catch(() => undefined)]);
    await page.close();

    const next = await context.newPage();
    await next.goto(site.address);
    const entry = await entryOf(next, ({ label }) => label === 'music');
    assert.equal(entry.id, seen.id);
    const lost = seen.at - entry.until;
    assert.ok(lost <= MOST_LOST, `${lost} ms lost`);
    assert.equal(entry.offset, null);
    await context.close();
  });
});

/**
 * Waits for an entry of the log on the live page, and returns it with the time, ms since 1970.
 * @param {import('playwright-core').Page} page
 * @param {(entry: object) => boolean} isWanted
 */
async function entryOf(page, isWanted) {
  const found = await page.waitForFunction((test) => {
    const log = document.querySelector('pinna-live')?.shadowRoot?.querySelector('pinna-log');
    const entry = log?.entries?.find(new Function(`return ${test}`)());
    return entry && { ...entry, at: Date.now() };
  }, String(isWanted));
  return found.jsonValue();
}
