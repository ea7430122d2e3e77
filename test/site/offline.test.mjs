/* global document, navigator, caches -- inside page.evaluate */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileIn, LANGUAGES } from '../../demo/build/languages.mjs';
import { pageIn, pages } from '../../demo/build/pages.mjs';
import { writeServiceWorker } from '../../demo/build/service-worker.mjs';
import { launch } from '../harness/launch.mjs';

const site = fileURLToPath(new URL('../../site/', import.meta.url));
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Starts a plain server with a copy of the site below a path. A test may change the copy. */
async function host() {
  const folder = mkdtempSync(join(tmpdir(), 'pinna-site-'));
  cpSync(site, folder, { recursive: true });
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const path = pathname.startsWith('/below/') ? pathname.slice('/below/'.length) || 'index.html' : undefined;
    try {
      const body = readFileSync(join(folder, path));
      response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    folder,
    address: `http://localhost:${server.address().port}/below/`,
    async shutDown() {
      server.closeAllConnections();
      server.close();
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Resolves when the page is served from the device. */
const kept = (page) =>
  page.evaluate(async () => {
    const { serviceWorker } = navigator;
    if (serviceWorker.controller) return;
    await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });

const inLanguage = (page, language) => ({ ...pageIn(page, language), file: fileIn(page.file, language) });

describe('The site without a network', () => {
  let browser;
  let served;

  before(async () => {
    browser = await launch();
    served = await host();
  });
  after(async () => {
    await browser?.close();
    served?.remove();
  });

  it('can be installed: a manifest with icons of the sizes it names', () => {
    for (const language of LANGUAGES) checkManifest(language);
  });

  const checkManifest = (language) => {
    const name = language === 'en' ? 'manifest.webmanifest' : `manifest.${language}.webmanifest`;
    const manifest = JSON.parse(readFileSync(join(site, name), 'utf8'));
    assert.equal(manifest.lang, language);
    for (const { src, sizes, type } of manifest.icons) {
      const file = readFileSync(join(site, src));
      if (type !== 'image/png') continue;
      assert.equal(`${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`, sizes, src);
    }
    for (const { url } of manifest.shortcuts)
      assert.ok(
        pages.some(({ file }) => fileIn(file, language) === url),
        url,
      );
    assert.ok(manifest.icons.some(({ purpose }) => purpose === 'maskable'));
  };

  it('keeps exactly the files that were built', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(served.address);
    await kept(page);
    const addresses = await page.evaluate(async () => {
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => url);
    });
    const built = readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'sw.js')
      .map((entry) => served.address + join(entry.parentPath, entry.name).slice(site.length));
    assert.deepEqual(addresses.sort(), built.sort());
    await context.close();
  });

  it('says when a newer version is here, and uses it when asked to', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(served.address);
    await kept(page);
    const html = join(served.folder, 'index.html');
    writeFileSync(html, readFileSync(html, 'utf8').replace('<title>', '<title>New: '));
    rmSync(join(served.folder, 'sw.js'));
    await writeServiceWorker(served.folder);
    await page.reload();
    assert.equal(await page.title(), 'Pinna: a live ear');
    const use = page.getByRole('button', { name: 'Use it now' });
    await use.waitFor();
    await use.click();
    await page.waitForFunction(() => document.title === 'New: Pinna: a live ear');
    await kept(page);
    assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1);
    await context.close();
  });

  it('takes nothing over whose content is not that of the build', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const style = join(served.folder, 'site.css');
    const whole = readFileSync(style);
    writeFileSync(style, `${whole}\n`);
    await page.goto(served.address);
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register('sw.js').catch(() => undefined);
      const worker = registration?.installing;
      if (worker) {
        await new Promise((resolve) => {
          worker.addEventListener('statechange', () => worker.state === 'redundant' && resolve());
          if (worker.state === 'redundant') resolve();
        });
      }
      return worker?.state ?? 'redundant';
    });
    assert.equal(state, 'redundant');
    writeFileSync(style, whole);
    await context.close();
  });

  it('loads every page, listens to the microphone and detects', async () => {
    const context = await browser.newContext({ permissions: ['microphone'] });
    const page = await context.newPage();
    await page.goto(served.address);
    await kept(page);
    await served.shutDown();
    await context.setOffline(true);
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('requestfailed', (request) => errors.push(request.url()));
    for (const { file, nav } of LANGUAGES.flatMap((language) => pages.map((each) => inLanguage(each, language)))) {
      await page.goto(served.address + file);
      await page.reload();
      assert.equal(await page.textContent('nav a[aria-current]'), nav);
      await page.waitForFunction(() => document.querySelector('pinna-live, pinna-listener')?.shadowRoot !== null);
    }
    await page.goto(`${served.address}?from=elsewhere`);
    await page.click('pinna-controls button');
    await page.locator('pinna-now [part~=bird]').first().waitFor({ timeout: 60_000 });
    assert.deepEqual(errors, []);
    await context.close();
  });
});
