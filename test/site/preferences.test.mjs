/* global document, getComputedStyle, requestAnimationFrame -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onSite } from './on-site.mjs';
import { openPage, violations } from './open-page.mjs';

/** How long a picture is watched, milliseconds. */
const WATCHED = 3000;

/** How many places what is drawn over the picture has had. */
const places = (milliseconds) =>
  new Promise((resolve) => {
    const seen = new Set();
    const began = performance.now();
    const look = (now) => {
      const layer = document.querySelector('pinna-timeline').shadowRoot.querySelector('[style*="translateX"]');
      if (layer) seen.add(layer.style.transform);
      if (now - began < milliseconds) requestAnimationFrame(look);
      else resolve(seen.size);
    };
    requestAnimationFrame(look);
  });

describe('What the user asks of the system', () => {
  const site = onSite();

  /** The live page while it hears a bird. */
  const hearing = async (options) => {
    const { page, errors } = await openPage(site.browser, site.address, options);
    await page.locator('pinna-controls').getByRole('button', { name: 'Start' }).click();
    await page.locator('pinna-bird .light.on').waitFor({ timeout: 60_000 });
    return { page, errors };
  };

  it('reduced motion: the picture advances a second at a time instead of scrolling, and says as much', async () => {
    const [scrolls, steps] = await Promise.all(
      ['no-preference', 'reduce'].map(async (reducedMotion) => {
        const { page, errors } = await hearing({ reducedMotion });
        const count = await page.evaluate(places, WATCHED);
        assert.match(await page.locator('pinna-spectrogram').evaluate((one) => one.shadowRoot.textContent), /4\s*kHz/);
        assert.deepEqual(errors, []);
        await page.close();
        return count;
      }),
    );
    assert.ok(steps >= 2 && steps <= 5, `${steps} steps`);
    assert.ok(scrolls > 2 * steps, `${scrolls} places against ${steps} steps`);
  });

  for (const colorScheme of ['light', 'dark']) {
    it(`forced colours, ${colorScheme}: lights, bars and buttons can be told from their ground`, async () => {
      const { page, errors } = await hearing({ forcedColors: 'active', colorScheme });
      // Sounds come and go.
      const colours = await page.waitForFunction(() => {
        const at = (element, part) => document.querySelector(element).shadowRoot.querySelector(part);
        if (!at('pinna-events', '[part~=bar]')) return undefined;
        const of = (element, part, property) => getComputedStyle(at(element, part))[property];
        return {
          ground: getComputedStyle(document.body).backgroundColor,
          light: of('pinna-bird', '.light', 'backgroundColor'),
          bar: of('pinna-events', '[part~=bar]', 'backgroundColor'),
          button: of('pinna-controls', 'button', 'borderTopColor'),
          text: of('pinna-controls', '.what', 'color'),
        };
      });
      const { ground, ...others } = await colours.jsonValue();
      for (const [what, colour] of Object.entries(others)) assert.notEqual(colour, ground, what);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(errors, []);
      await page.close();
    });
  }
});
