/* global document -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { galleryElements, onceHtml } from '../../demo/build/gallery.mjs';
import { runPage } from '../harness/documented-pages.mjs';
import { launch } from '../harness/launch.mjs';

const LONG = { timeout: 60_000 };

const text = (document) => readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8');

/** Returns the code blocks of a language that contain these words, with the documented server replaced by the page's own. */
function snippet(document, language, words) {
  const blocks = [...text(document).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))];
  const found = blocks.map(([, code]) => code).filter((code) => code.includes(words));
  assert.equal(found.length, 1, `${document} has ${found.length} blocks with ${words}`);
  return found[0].replaceAll('https://your.server/', '').replaceAll('https://cdn.example/pinna/dist/', 'pinna/');
}

const blank = (body, lang = 'en') =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><body>${body}</body></html>`;

/** Returns a blank page with a module, in which `pinna` resolves as in a bundler. */
const module = (code) =>
  blank(`<script type="importmap">
  ${JSON.stringify({ imports: { pinna: './both.js', 'pinna/elements': './pinna/locales/register.js', 'pinna/descriptors': './pinna/descriptor-view.js' } })}
  </script>
  <script type="module" src="pinna/pinna.js"></script>
  <pinna-listener id="ear"><pinna-controls></pinna-controls></pinna-listener>
  <script type="module">${code}</script>`);
const both = { 'both.js': { text: "export * from './pinna/pinna.js'; export * from './pinna/file-view.js';" } };

/** Returns for each Pinna element in the page whether it is defined and rendered. */
const drawn = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(({ localName }) => localName.startsWith('pinna-'))
      .map((element) => [element.localName, element.matches(':defined'), element.shadowRoot !== null]),
  );

describe('What documents and gallery have to copy, in a blank page', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const run = (html, then, beside = {}) => runPage(browser, html, beside, then);

  it('gallery: every example draws what it names, with the scripts that its words name', async () => {
    const once = await onceHtml();
    for (const { tag, intro, examples } of await galleryElements()) {
      const scripts = [...intro.matchAll(/<code>([\w-]+\.js)<\/code>/g)].map(
        ([, file]) => `<script type="module" src="pinna/${file}"></script>`,
      );
      const bodies = examples.map(({ code }) => once.replace(/<!--.*?-->/, code));
      await run(blank([...scripts, ...bodies].join('\n')), async (page) => {
        const elements = await drawn(page);
        assert.deepEqual(
          elements.filter(([, defined, tree]) => !defined || !tree),
          [],
        );
        assert.ok(elements.filter(([name]) => name === tag).length >= examples.length, tag);
      });
    }
  });

  it('README: the two lines listen', async () => {
    await run(blank(snippet('README.md', 'html', '<pinna-live>')), async (page) => {
      await page.locator('pinna-controls').getByRole('button', { name: 'Start' }).click();
      await page.locator('pinna-now [part~=bird]').first().waitFor(LONG);
    });
  });

  it('docs/getting-started.md: in German, and with its own words', async () => {
    const script = snippet('docs/getting-started.md', 'html', 'locales/de.js');
    await run(blank(`${snippet('README.md', 'html', '<pinna-live>')}${script}`, 'de'), async (page) => {
      await page.locator('pinna-live', { hasText: 'Hört zu und sagt, was zu hören ist' }).waitFor();
      await page.locator('pinna-live', { hasText: 'Nichts verlässt dieses Gerät.' }).waitFor();
    });
    const code = snippet('docs/getting-started.md', 'js', 'registerLocale');
    await run(
      module(code),
      async (page) => {
        const button = page.locator('pinna-controls').getByRole('button');
        await button.filter({ hasText: 'Listen' }).waitFor();
        await page.evaluate(() => (document.documentElement.lang = 'fr'));
        await button.filter({ hasText: 'Démarrer' }).waitFor();
      },
      both,
    );
  });

  it('docs/getting-started.md: a listener in JavaScript, then a whole recording', async () => {
    const live = snippet('docs/getting-started.md', 'js', 'new Listener()').replace(
      '// …',
      `if (!document.title)
        await new Promise((done) => new MutationObserver(done).observe(document.head, { childList: true, subtree: true }));`,
    );
    const whole = snippet('docs/getting-started.md', 'js', 'decodeAudio(file)');
    await run(
      module(`${live.replace('console.log(', 'document.title += [').replace('confidence);', 'confidence];')}
        document.body.className = 'stopped';`),
      async (page) => {
        await page.locator('body.stopped').waitFor(LONG);
        assert.match(await page.title(), /bird,\d/);
      },
      both,
    );
    await run(
      module(`const file = await (await fetch('sound.wav')).blob(), bar = {}, { signal } = new AbortController();
        ${whole}
        document.title = detections.map(({ label }) => label).join() + bar.value + recordingScores.bird;`),
      async (page) => {
        await page.waitForFunction(() => document.title.includes('bird'), undefined, LONG);
      },
      both,
    );
  });

  it('docs/audio-tools.md: a line-in, a node, and descriptors by beats', async () => {
    await run(blank(snippet('docs/audio-tools.md', 'html', '<pinna-line-in>')), async (page) => {
      await page.waitForFunction(() => document.querySelector('pinna-line-in').shadowRoot);
      assert.deepEqual(
        (await drawn(page)).filter(([, defined, tree]) => !defined || !tree),
        [],
      );
    });
    await run(
      module(`const context = new AudioContext(), yourMasterGain = new GainNode(context);
        ${snippet('docs/audio-tools.md', 'js', 'yourMasterGain')}
        document.title = listener.state;`),
      (page) => page.waitForFunction(() => document.title === 'running', undefined, LONG),
      both,
    );
    await run(
      module(`import { classify, decodeAudio } from 'pinna';
        const sound = await decodeAudio(await (await fetch('sound.wav')).blob());
        ${snippet('docs/audio-tools.md', 'js', 'beatSynchronous(features')}
        document.title = [chroma.length % 12, mel.length % 64].join();`),
      (page) => page.waitForFunction(() => document.title === '0,0', undefined, LONG),
      both,
    );
  });
});
