/* global document, Tone -- inside page.evaluate */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import { documentedPages, program, runPage } from '../harness/documented-pages.mjs';
import { launch } from '../harness/launch.mjs';

const LONG = { timeout: 60_000 };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

describe('docs/tone.md', () => {
  const { page: documented, noneIsLeft } = documentedPages('docs/tone.md', () => browser);

  documented(
    'The whole mix',
    async (page) => {
      await page.evaluate(() => {
        globalThis.detections = [];
        document.querySelector('#ear').addEventListener('pinna-detection', ({ detail }) => {
          globalThis.detections.push({ label: detail.detection.label, onset: detail.detection.onset, now: Tone.now() });
        });
      });
      await page.click('#play');
      await page.waitForFunction(() => globalThis.detections.some(({ label }) => label === 'music'), undefined, LONG);
      const { onset, now } = await page.evaluate(() => globalThis.detections.find(({ label }) => label === 'music'));
      assert.ok(onset > 0 && onset < now, `heard from ${onset} s on, said at ${now} s of Tone's clock`);
      await page.click('#play');
      await page.waitForFunction(() => document.querySelector('#play').textContent === 'Play');
      assert.equal(await page.evaluate(() => document.querySelector('#ear').listener.state), 'idle');
    },
    { 'Tone.js': 'node_modules/tone/build/Tone.js' },
  );

  noneIsLeft();

  /** Bundles the documented program into a page whose button runs it. */
  const bundled = async (try_) => {
    const { outputFiles } = await build({
      stdin: {
        contents: `${program('docs/tone.md', 'With a bundler')}
          globalThis.Tone = Tone;
          globalThis.synth = () => new Tone.Synth().toDestination();
          document.querySelector('button').onclick = () => listenToMix().then((ear) => { globalThis.ear = ear; });`,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      alias: { pinna: fileURLToPath(new URL('../../dist/index.js', import.meta.url)) },
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'error',
    });
    const html =
      '<!doctype html><title>Bundled</title><button>Listen</button><script type="module" src="pinna/app.js"></script>';
    await runPage(browser, html, { 'pinna/app.js': { text: outputFiles[0].text } }, try_);
  };

  it('With a bundler: nodes of the copy of standardized-audio-context that both use', () =>
    bundled(async (page) => {
      await page.click('button');
      await page.waitForFunction(() => globalThis.ear?.state === 'running', undefined, LONG);
      await page.evaluate(() => globalThis.synth().triggerAttackRelease('A4', 2));
      await page.waitForFunction(() => globalThis.ear.status.level > -40, undefined, LONG);
    }));
});

describe('docs/wavesurfer.md', () => {
  const { page: documented, noneIsLeft } = documentedPages('docs/wavesurfer.md', () => browser);

  documented(
    'Detections as regions',
    async (page) => {
      await page.locator('#status', { hasText: 'sounds found' }).waitFor(LONG);
      const found = Number.parseInt(await page.textContent('#status'), 10);
      const bird = page.locator('[part~="region"]', { hasText: 'bird' }).first();
      assert.equal(await page.locator('[part~="region"]').count(), found);
      const width = (await page.locator('#waveform').boundingBox()).width;
      const { x, width: own } = await bird.boundingBox();
      assert.ok(x >= 0 && own > 0 && own < width, `a region ${own} px wide of ${width}`);
    },
    {
      'wavesurfer.js': 'node_modules/wavesurfer.js/dist/wavesurfer.esm.js',
      'regions.js': 'node_modules/wavesurfer.js/dist/plugins/regions.esm.js',
    },
  );

  noneIsLeft();
});
