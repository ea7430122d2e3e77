/* global document, customElements, documentPictureInPicture -- inside page.evaluate */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage } from '../harness/open-page.mjs';

const PAGE = `<button>Open</button><main><pinna-listener model="tiny" backend="wasm">
  <pinna-controls></pinna-controls><pinna-level></pinna-level><pinna-spectrogram></pinna-spectrogram><pinna-timeline></pinna-timeline>
  <pinna-log></pinna-log></pinna-listener></main>`;
const LONG = { timeout: 60_000 };

/** Runs in the page. Counts frames and interruptions, and opens a window at each press of the button. */
function prepare(html) {
  document.body.innerHTML = html;
  const ear = document.querySelector('pinna-listener');
  globalThis.seen = { ear, view: ear.querySelector('pinna-level'), frames: 0, states: [] };
  ear.addEventListener('pinna-frames', () => (globalThis.seen.frames += 1));
  ear.addEventListener('pinna-status', ({ detail: { state } }) => {
    if (globalThis.seen.states.at(-1) !== state) globalThis.seen.states.push(state);
  });
  document.querySelector('button').onclick = async () => {
    globalThis.picture = await documentPictureInPicture.requestWindow({ width: 420, height: 500 });
  };
}

/** Runs in the page. Returns how the elements look in their window, and whether the level moves there. */
async function looks() {
  const { ear, view } = globalThis.seen;
  const elements = [ear, ...ear.children];
  const level = view.shadowRoot.querySelector('[role=meter]');
  const values = new Set();
  const end = performance.now() + 20_000;
  while (values.size < 3 && performance.now() < end) {
    values.add(level.getAttribute('aria-valuenow'));
    await new Promise((resolve) => view.ownerDocument.defaultView.requestAnimationFrame(resolve));
  }
  return {
    state: ear.listener.status.state,
    isMoving: values.size >= 3,
    isInPage: view.ownerDocument === document,
    sheets: elements.map(({ shadowRoot }) => shadowRoot?.adoptedStyleSheets.length ?? 0),
    displays: elements.map((one) => one.ownerDocument.defaultView.getComputedStyle(one).display),
  };
}

/** Runs in the page. Resolves after some more frames. */
const hears = () =>
  new Promise((resolve) => {
    const { seen } = globalThis;
    const wanted = seen.frames + 5;
    const check = () => (seen.frames >= wanted ? resolve(seen.frames) : setTimeout(check, 20));
    check();
  });

describe('Picture-in-picture', () => {
  const site = onSite();

  it('shows elements that keep listening, in the window, back in the page, and after the user closes it', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}gallery.html`);
    await page.evaluate(prepare, PAGE);
    await page.evaluate(() => customElements.whenDefined('pinna-listener').then(() => globalThis.seen.ear.start()));
    await page.evaluate(hears);
    const before = await page.evaluate(looks);
    assert.equal(before.state, 'running');
    assert.ok(before.isMoving);

    for (const way of ['moved back', 'closed']) {
      await page.evaluate(() => (globalThis.picture = undefined));
      await page.click('button');
      await page.waitForFunction(() => globalThis.picture, null, LONG);
      await page.evaluate(() => globalThis.picture.document.body.append(globalThis.seen.ear));
      await page.evaluate(hears);
      assert.deepEqual(await page.evaluate(looks), { ...before, isInPage: false }, way);
      const back = () => document.querySelector('main').append(globalThis.seen.ear);
      if (way === 'moved back') await page.evaluate(back);
      else {
        // As pages do it: when the window closes, its content returns.
        await page.evaluate(() => {
          globalThis.picture.addEventListener('pagehide', () => {
            document.querySelector('main').append(globalThis.seen.ear);
          });
          globalThis.picture.close();
        });
        await page.waitForFunction(() => document.querySelector('main > pinna-listener'), null, LONG);
      }
      await page.evaluate(hears);
      assert.deepEqual(await page.evaluate(looks), before, way);
    }
    assert.deepEqual(await page.evaluate(() => globalThis.seen.states.filter((state) => state !== 'starting')), [
      'running',
    ]);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('shows a single view, which follows the listener that it is given', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}gallery.html`);
    await page.evaluate(prepare, PAGE);
    await page.evaluate(() => customElements.whenDefined('pinna-listener').then(() => globalThis.seen.ear.start()));
    await page.evaluate(hears);
    await page.click('button');
    await page.waitForFunction(() => globalThis.picture, null, LONG);
    const sheets = await page.evaluate(() => {
      const { ear, view } = globalThis.seen;
      view.listener = ear.listener;
      globalThis.picture.document.body.append(view);
      return view.shadowRoot.adoptedStyleSheets.length;
    });
    assert.ok(sheets > 0);
    const there = await page.evaluate(looks);
    assert.deepEqual([there.isMoving, there.isInPage], [true, false]);
    await page.evaluate(() => {
      const { ear, view } = globalThis.seen;
      view.listener = undefined;
      ear.prepend(view);
      globalThis.picture.close();
    });
    const back = await page.evaluate(looks);
    assert.deepEqual([back.isMoving, back.isInPage], [true, true]);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
