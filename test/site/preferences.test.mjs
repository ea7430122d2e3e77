/* global document, getComputedStyle, requestAnimationFrame -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

/** Returns the shortest time between two movements of the sounds on the time axis, among `moves` movements, ms. */
const leastPause = (moves) =>
  new Promise((resolve) => {
    const { shadowRoot } = document.querySelector('pinna-live').shadowRoot.querySelector('pinna-timeline');
    const places = () =>
      [...shadowRoot.querySelectorAll('[style*="translateX"]')].map(({ style }) => style.transform).join();
    const times = [];
    let place = places();
    const look = (now) => {
      const next = places();
      if (next !== place) times.push(now);
      place = next;
      if (times.length <= moves) requestAnimationFrame(look);
      else resolve(Math.min(...times.slice(1).map((time, at) => time - times[at])));
    };
    requestAnimationFrame(look);
  });

describe('What the user asks of the system', () => {
  const site = onSite();

  /** Opens the live page and waits for a bird. */
  const hearing = async (options) => {
    const { page, errors } = await openPage(site.browser, site.address, options);
    await page.locator('pinna-controls').getByRole('button', { name: 'Start' }).click();
    await page.locator('pinna-now [part~=bird]').first().waitFor({ timeout: 60_000 });
    return { page, errors };
  };

  it('reduced motion: the picture advances a second at a time instead of scrolling, and says as much', async () => {
    const [scrolling, stepping] = await Promise.all(
      ['no-preference', 'reduce'].map(async (reducedMotion) => {
        const { page, errors } = await hearing({ reducedMotion });
        const pause = await page.evaluate(leastPause, 3);
        assert.match(await page.locator('pinna-spectrogram').evaluate((one) => one.shadowRoot.textContent), /4\s*kHz/);
        assert.deepEqual(errors, []);
        await page.close();
        return pause;
      }),
    );
    assert.ok(stepping > 900, `${stepping} ms between two steps`);
    assert.ok(scrolling < 500, `${scrolling} ms between two frames`);
  });

  it('forced colours: lights, bars and buttons stand out from their ground, light or dark', async () => {
    await Promise.all(
      ['light', 'dark'].map(async (colorScheme) => {
        const { page, errors } = await hearing({ forcedColors: 'active', colorScheme });
        // Detections change over time.
        const colours = await page.waitForFunction(() => {
          const live = document.querySelector('pinna-live').shadowRoot;
          for (const details of live.querySelectorAll('details')) details.open = true;
          const at = (element, part) => live.querySelector(element).shadowRoot.querySelector(part);
          // Elements are painted only while they are on the screen.
          live.querySelector('pinna-events').scrollIntoView({ block: 'center' });
          if (!at('pinna-bird', '.light') || !at('pinna-events', '.length')) return undefined;
          const of = (element, part, property) => getComputedStyle(at(element, part))[property];
          return {
            ground: getComputedStyle(document.body).backgroundColor,
            light: of('pinna-bird', '.light', 'backgroundColor'),
            bar: of('pinna-events', '.length', 'backgroundColor'),
            threshold: of('pinna-events', '.threshold', 'backgroundColor'),
            button: of('pinna-controls', 'button', 'borderTopColor'),
            text: of('pinna-controls', '.what', 'color'),
          };
        });
        const { ground, ...others } = await colours.jsonValue();
        for (const [what, colour] of Object.entries(others)) assert.notEqual(colour, ground, `${what}, ${colorScheme}`);
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(errors, []);
        await page.close();
      }),
    );
  });
});
