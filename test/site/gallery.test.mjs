/* global document, navigator, customElements, DOMException, getSelection -- inside page.evaluate */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

describe('Gallery', () => {
  const site = onSite();
  let page;
  let errors;

  before(async () => {
    ({ page, errors } = await openPage(site.browser, `${site.address}gallery.html`, {
      before: () => {
        globalThis.definedNames = [];
        const define = customElements.define.bind(customElements);
        customElements.define = (name, ...rest) => {
          globalThis.definedNames.push(name);
          define(name, ...rest);
        };
      },
    }));
  });

  it('has every element that the package defines, each as it comes and restyled at least twice', async () => {
    const found = await page.evaluate(() => {
      return [...document.querySelectorAll('.element')].map(({ id, children }) => ({
        id,
        defined: customElements.get(id) !== undefined,
        examples: document.querySelectorAll(`#${id} .example`).length,
        styled: document.querySelectorAll(`#${id} .stage style`).length,
        drawn: children.length > 0 && document.querySelector(`#${id} .stage ${id}`)?.shadowRoot !== null,
      }));
    });
    for (const { id, defined, examples, styled, drawn } of found) {
      // A recording shows nothing until it gets a file.
      const [least, restyled] = id === 'pinna-recording' ? [1, 0] : [3, 2];
      assert.ok(defined && drawn && examples >= least && styled >= restyled, id);
    }
    assert.deepEqual(
      found.map(({ id }) => id).sort(),
      await page.evaluate(() => globalThis.definedNames.sort()),
      'each element needs a file in demo/gallery/elements/',
    );
  });

  it('shows as code exactly what is drawn', async () => {
    const differing = await page.$$eval('.example', (examples) =>
      examples
        .filter((example) => {
          const parsed = document.createElement('template');
          parsed.innerHTML = example.querySelector('code').textContent;
          return parsed.innerHTML.trim() !== example.querySelector('.stage').innerHTML.trim();
        })
        .map((example) => example.querySelector('h3').textContent),
    );
    assert.deepEqual(differing, []);
  });

  it('copies the code', async () => {
    const [first] = await page.$$('#pinna-bird .example');
    await (await first.$('.copy')).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, '<pinna-bird></pinna-bird>');
    assert.equal(await (await first.$('.copy')).textContent(), 'Copied');
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    });
    const second = (await page.$$('#pinna-bird .example'))[1];
    await (await second.$('.copy')).click();
    await page.waitForFunction(() => String(getSelection()).includes('<pinna-bird'));
  });

  it('comes to life with the demo scene, then with the microphone, and stops', async () => {
    const birds = page.locator('#pinna-bird');
    await page.click('#scene');
    await birds.scrollIntoViewIfNeeded();
    for (const at of [0, 1, 2]) {
      await birds.locator('pinna-bird').nth(at).locator('.light.on').waitFor({ timeout: 120_000 });
    }
    assert.match(await page.textContent('#status'), /^Playing birds/);
    assert.deepEqual(await violations(page, { allowed: ['landmark-unique'] }), []);
    await page.click('#microphone');
    await page.waitForFunction(() => document.querySelector('#ear').listener.status.input?.kind === 'microphone');
    await page.waitForFunction(() => document.querySelector('#status').textContent.startsWith('Listening'));
    assert.equal(await page.textContent('#scene'), 'Demo scene');
    await page.click('#microphone');
    await page.waitForFunction(() => document.querySelector('#ear').listener.state === 'idle');
    assert.equal(await page.textContent('#microphone'), 'Microphone');
    assert.deepEqual(errors, []);
  });
});
