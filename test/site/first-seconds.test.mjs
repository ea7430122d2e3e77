/* global document, innerHeight, AudioBuffer, MutationObserver, atob -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoMusic } from '../harness/demo-music.mjs';
import { onSite } from '../harness/on-site.mjs';
import { openPage } from '../harness/open-page.mjs';

/** The smallest screen on which the page must explain itself. */
const PHONE = { width: 360, height: 640 };
/** Longest time from Start to the first answer, ms. An idle machine takes 1000; a busy one has some more. */
const FIRST_ANSWER = 2000;

describe('The first ten seconds', () => {
  const site = onSite();

  it('say what it is, with one filled button, without scrolling on a small phone', async () => {
    const { page, errors } = await openPage(site.browser, site.address, { viewport: PHONE });
    await page.locator('pinna-live .welcome .what').waitFor();
    const { places, filled, scrolled } = await page.evaluate(() => {
      const live = document.querySelector('pinna-live').shadowRoot;
      const controls = live.querySelector('pinna-controls').shadowRoot;
      const buttons = [...controls.querySelectorAll('button.filled'), ...live.querySelectorAll('button.filled')];
      return {
        places: [live.querySelector('.welcome .what'), ...buttons].map((each) => {
          const { top, bottom } = each.getBoundingClientRect();
          return { text: each.textContent.trim(), top, bottom, height: innerHeight };
        }),
        filled: buttons.length,
        scrolled: document.documentElement.scrollTop,
      };
    });
    assert.equal(filled, 1);
    assert.equal(scrolled, 0);
    for (const { text, top, bottom, height } of places)
      assert.ok(top >= 0 && bottom <= height, `${text}: ${top} to ${bottom}`);
    assert.match(places[0].text, /^Listens and says what it hears.+Nothing leaves this device\.$/);
    assert.equal(places[1].text, 'Start');
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('show the answer and at least a third of the screen as picture on a phone, the controls in one line', async () => {
    const { page } = await openPage(site.browser, site.address, { viewport: PHONE });
    await page.locator('pinna-controls').getByRole('button', { name: 'Start' }).click();
    await page.locator('pinna-now [part~=line]').first().waitFor({ timeout: 60_000 });
    const { answer, picture, controls } = await page.evaluate(() => {
      const live = document.querySelector('pinna-live').shadowRoot;
      const box = (element) => element.getBoundingClientRect().toJSON();
      return {
        answer: box(live.querySelector('pinna-now')),
        picture: box(live.querySelector('pinna-spectrogram')),
        controls: box(live.querySelector('.controls')),
      };
    });
    assert.ok(answer.top >= 0 && answer.bottom <= picture.top + 1, JSON.stringify(answer));
    assert.ok(picture.bottom <= controls.top, `picture to ${picture.bottom}, controls from ${controls.top}`);
    assert.ok(picture.height >= 0.35 * PHONE.height, `${picture.height} px of picture`);
    assert.ok(controls.height <= 64 && controls.bottom <= PHONE.height, JSON.stringify(controls));
    await page.close();
  });

  it('answer soon after Start, if music plays', async () => {
    const { page } = await openPage(site.browser, site.address);
    /** Starts with music that begins at once, and returns the time until the first answer, ms. */
    const measure = () =>
      page.evaluate(async ({ samples, sampleRate }) => {
        const bytes = Uint8Array.from(atob(samples), (character) => character.charCodeAt(0));
        const values = Float32Array.from(new Int16Array(bytes.buffer), (value) => value / 32768);
        const buffer = new AudioBuffer({ length: values.length, sampleRate, numberOfChannels: 1 });
        buffer.copyToChannel(values, 0);
        const live = document.querySelector('pinna-live');
        const now = live.shadowRoot.querySelector('pinna-now').shadowRoot;
        await live.stop();
        const begun = performance.now();
        const answered = new Promise((resolve) => {
          const seen = new MutationObserver(() => {
            if (!now.querySelector('[part~=line]')) return;
            seen.disconnect();
            resolve(performance.now() - begun);
          });
          seen.observe(now, { subtree: true, childList: true });
        });
        await live.start({ kind: 'buffer', buffer });
        return answered;
      }, demoMusic(5));
    const times = [];
    // The first start may come before the page has loaded worker and model. Another program may delay a later one, not all.
    for (let start = 0; start < 4; start++) times.push(Math.round(await measure()));
    console.log(`From Start to the first answer: ${times.join(', ')} ms`);
    assert.ok(Math.min(...times) <= FIRST_ANSWER, `${times.join(', ')} ms`);
    await page.close();
  });
});
