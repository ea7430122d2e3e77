/* global acts, bark, begin, ear, shown -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compile } from 'svelte/compiler';
import { bundling } from '../harness/bundle-plugin.mjs';
import { runPage } from '../harness/documented-pages.mjs';
import { launch } from '../harness/launch.mjs';

const folder = fileURLToPath(new URL('./frameworks/', import.meta.url));
const LONG = { timeout: 20_000 };

/** @type {import('esbuild').Plugin} */
const svelte = {
  name: 'svelte',
  setup(setup) {
    setup.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = compile(await readFile(path, 'utf8'), { filename: path, generate: 'client' });
      return { contents: js.code, loader: 'js' };
    });
  },
};

const VIEWS = '<pinna-log></pinna-log><pinna-timeline></pinna-timeline>';
/** @param {string} attribute keeps the element when the page is replaced */
const EAR = (attribute = '') => `<pinna-listener id="ear" ${attribute}>${VIEWS}</pinna-listener>`;
const TEXT = '<p>Some text</p>';

/** @param {string} name of the fixture @param {string} content @param {string} [head] */
const page = (name, content, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>${head}<script type="module" src="/${name}.js"></script></head>` +
  `<body><main>${content}</main></body></html>`;

/**
 * @typedef {object} Fixture
 * @property {string} title what is tried, with versions
 * @property {string} name of the script
 * @property {boolean} keeps whether the framework brings back the same elements
 * @property {string} [content] the elements, if they are not made by the script
 * @property {string} [head]
 * @property {Record<string, { text: string } | string>} [beside]
 */

/** @param {(content: string) => string} whole @param {string} attribute */
const pages = (whole, attribute) => ({
  'first.html': { text: whole(EAR(attribute) + TEXT) },
  'second.html': { text: whole(`${TEXT}<section>${EAR(attribute)}</section>`) },
  'empty.html': { text: whole(TEXT) },
});
const TRANSITION = '<meta name="view-transition" content="same-origin">';
const ZONE = '<script src="/zone.umd.js"></script>';
/** @param {string} content */
const turboPage = (content) => page('turbo', content, TRANSITION);

/** @type {Fixture[]} */
const FIXTURES = [
  { title: 'View transitions', name: 'plain', keeps: true, content: EAR() + TEXT },
  ...['zone-0-14', 'zone.js'].map((zone) => ({
    ...{ title: zone, name: 'zone', keeps: true, content: EAR() + TEXT, head: ZONE },
    beside: { 'zone.umd.js': `node_modules/${zone}/bundles/zone.umd.js` },
  })),
  { title: 'React in StrictMode', name: 'react', keeps: false },
  { title: 'Vue with KeepAlive', name: 'vue', keeps: true },
  { title: 'Svelte', name: 'svelte', keeps: false },
  {
    ...{ title: 'htmx swaps with hx-preserve', name: 'htmx', keeps: false, content: EAR('hx-preserve') + TEXT },
    beside: pages((content) => content, 'hx-preserve'),
  },
  {
    ...{ title: 'Turbo with view transitions', name: 'turbo', keeps: false, head: TRANSITION },
    ...{ content: EAR('data-turbo-permanent') + TEXT, beside: pages(turboPage, 'data-turbo-permanent') },
  },
];

describe('Frameworks: elements that listen, move, leave and return', () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {Record<string, { text: string }>} */
  let scripts;
  before(async () => {
    const names = [...new Set(FIXTURES.map(({ name }) => name))];
    const { outputFiles } = await build({
      ...bundling(names.map((name) => `${folder}${name}.js`)),
      plugins: [...bundling([]).plugins, svelte],
      conditions: ['browser', 'production'],
      outbase: folder,
      outdir: folder,
      outExtension: {},
    });
    scripts = Object.fromEntries(outputFiles.map(({ path, text }) => [path.slice(folder.length), { text }]));
    browser = await launch();
  });
  after(() => browser?.close());

  it('has the versions that docs/embedding.md names', async () => {
    const document = await readFile('docs/embedding.md', 'utf8');
    for (const name of ['zone-0-14', 'zone.js', 'react', 'vue', 'svelte', 'htmx.org', '@hotwired/turbo']) {
      const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
      assert.ok(document.includes(` ${version} `), `${name} ${version}`);
    }
  });

  for (const { title, name, keeps, content = '', head, beside } of FIXTURES) {
    it(title, () =>
      runPage(browser, page(name, content, head), { ...scripts, ...beside }, async (page_) => {
        const shows = async (/** @type {string} */ expected) => {
          await page_
            .waitForFunction((wanted) => shown() === wanted, expected, LONG)
            .catch(async () => {
              assert.equal(await page_.evaluate(() => shown()), expected);
            });
        };
        await page_.waitForFunction(() => 'acts' in globalThis && ear.listening > 0, undefined, LONG);
        await page_.evaluate(() => {
          begin();
          for (let at = 0; at < 3; at++) bark();
        });
        await shows('3 3');
        for (const count of [4, 5]) {
          await page_.evaluate(async () => {
            await acts.move();
            bark();
          });
          await shows(`${count} ${count}`);
        }
        await page_.evaluate(() => acts.leave());
        await page_.waitForFunction(() => ear.listening === 0, undefined, LONG);
        await page_.evaluate(() => acts.back());
        await page_.waitForFunction(() => ear.listening > 0, undefined, LONG);
        await shows(keeps ? '5 5 stop' : '0 0 stop');
        await page_.evaluate(() => {
          begin();
          bark();
        });
        await shows(keeps ? '6 1 stop' : '1 1 stop');
      }),
    );
  }
});
