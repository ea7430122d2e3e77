/* global document -- inside page.evaluate */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scene, withoutGesture } from '../harness/chromium-flags.mjs';
import { launch } from '../harness/launch.mjs';
import { bundleWithRollup, bundleWithVite, bundleWithWebpack, typecheck } from './setup/bundle.mjs';
import { installedPackage } from './setup/installed.mjs';
import { detection, listen, openPage } from './setup/listening-page.mjs';
import { FILES_POLICY, foreignPolicy, POLICY } from './setup/policy.mjs';
import { save } from './setup/saving.mjs';
import { serve } from './setup/server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const budgets = JSON.parse(readFileSync(join(root, 'budgets.json'), 'utf8'));

const BUNDLED = [
  { name: 'Vite', folder: 'vite', page: 'vite/out/index.html', bundle: bundleWithVite },
  { name: 'webpack', folder: 'webpack', page: 'webpack/index.html', bundle: bundleWithWebpack },
  { name: 'Rollup', folder: 'rollup', page: 'rollup/index.html', bundle: bundleWithRollup },
];

const POLICIES = { 'csp/index.html': POLICY, 'csp/files.html': FILES_POLICY };

/** Prints the bytes transferred until the first prediction. @throws AssertionError if they exceed the budget */
function reportTransfer(requests) {
  const total = requests.reduce((sum, { bytes }) => sum + bytes, 0);
  const { kilobytes } = budgets.firstPrediction;
  console.table(
    Object.fromEntries([
      ...requests.map(({ path, bytes }) => [path.replace('pinna/dist/', ''), { kB: (bytes / 1000).toFixed(1) }]),
      ['all until the first prediction', { kB: (total / 1000).toFixed(1) }],
      ['budget', { kB: kilobytes }],
      ['left', { kB: (kilobytes - total / 1000).toFixed(1) }],
    ]),
  );
  assert.ok(total <= kilobytes * 1000, `${total} bytes until the first prediction`);
}

describe('The package in a page', () => {
  let folder;
  let app;
  let cdn;
  let browser;

  before(async () => {
    ({ folder } = installedPackage());
    const policyOf = (path) =>
      path === 'csp/wam.html' ? foreignPolicy(`http://127.0.0.1:${cdn.port}`) : POLICIES[path];
    app = await serve(folder, (path) => (policyOf(path) ? { 'Content-Security-Policy': policyOf(path) } : {}));
    cdn = await serve(join(folder, 'node_modules'));
    browser = await launch({ flags: [withoutGesture] });
  });

  after(async () => {
    await browser?.close();
    app?.close();
    cdn?.close();
  });

  const open = (path) => openPage(browser, `http://localhost:${app.port}/${path}`);

  /** Presses the button and waits for a detection; nothing may fail on the way. */
  async function detects(opened) {
    await listen(opened.page);
    return hasDetected(opened);
  }

  async function hasDetected(opened) {
    const result = await detection(opened.page);
    assert.deepEqual(result.errors, []);
    assert.deepEqual(opened.wrongs, []);
    assert.equal(result.state, 'running');
    assert.ok(result.frames > 50);
    assert.ok(result.detections.length > 0);
    return result;
  }

  /** Saves the log and checks the file's name and text. */
  async function saves(page) {
    const { name, text } = await save(page, 'pinna-log');
    assert.match(name, /^pinna-.*\.csv$/);
    assert.match(text, /,events,|,bird,/);
  }

  it('works from another origin with one script, and nothing is fetched twice', async () => {
    const address = encodeURIComponent(`http://127.0.0.1:${cdn.port}/pinna/dist/pinna.js`);
    const opened = await open(`script/index.html?cdn=${address}`);
    await listen(opened.page);
    reportTransfer(cdn.requests);
    await hasDetected(opened);
    const paths = cdn.requests.map(({ path }) => path);
    assert.deepEqual(paths, [...new Set(paths)], 'fetched more than once');
    assert.ok(cdn.requests.every(({ method }) => method === 'GET'));

    await opened.page.click('pinna-controls button');
    await opened.page.waitForFunction(() => document.querySelector('pinna-listener').listener.state === 'idle');
    await detects(opened);
    assert.equal(cdn.requests.length, paths.length, 'a second start fetches nothing');
    await saves(opened.page);
    const { length } = cdn.requests;
    assert.ok(
      length - paths.length <= 3,
      'what saves is three files more: saving, WAV, and what it shares with a recording',
    );
    await saves(opened.page);
    assert.equal(cdn.requests.length, length);
    await opened.close();
  });

  it('says so when what saves cannot be loaded, and saves when it can again', async () => {
    const address = encodeURIComponent(`http://127.0.0.1:${cdn.port}/pinna/dist/pinna.js`);
    const { page, close } = await open(`script/index.html?cdn=${address}`);
    await page.route('**/chunk-saving-*', (route) => route.abort());
    await listen(page);
    await detection(page);
    await page.click('pinna-log [part=save]');
    const told = page.locator('pinna-log [role=alert]');
    await told.waitFor();
    assert.match(await told.textContent(), /could not be loaded\.\s+Check the connection/);
    await page.unroute('**/chunk-saving-*');
    await saves(page);
    assert.equal(await told.count(), 0);
    await close();
  });

  it('says so when what listens cannot be loaded, and listens when it can again', async () => {
    const address = encodeURIComponent(`http://127.0.0.1:${cdn.port}/pinna/dist/pinna.js`);
    const { page, close } = await open(`script/index.html?cdn=${address}`);
    await page.route('**/chunk-listening-session-*', (route) => route.abort());
    await listen(page);
    assert.match(
      (await page.evaluate(() => globalThis.results.errors)).join(),
      /Pinna's code for listening could not be/,
    );
    await page.unroute('**/chunk-listening-session-*');
    await listen(page);
    const { state, detections } = await detection(page);
    assert.equal(state, 'running');
    assert.ok(detections.length > 0);
    await close();
  });

  it('asks the network for nothing once it listens, and misses nothing when there is none', async () => {
    const opened = await open('csp/index.html');
    await detects(opened);
    const asked = [];
    await opened.page.route('**/*', (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    await opened.page.context().setOffline(true);
    const before = await opened.page.evaluate(() => globalThis.results.frames);
    await opened.page.waitForFunction((frames) => globalThis.results.frames > frames + 500, before, {
      timeout: 120_000,
    });
    await hasDetected(opened);
    assert.deepEqual(asked, []);
    await opened.close();
  });

  it('works under a strict Content-Security-Policy, with every address set by hand', async () => {
    const opened = await open('csp/index.html');
    await detects(opened);
    await saves(opened.page);
    // The policy is enforced: the page cannot send sound or other data.
    const leaves = await opened.page.evaluate(
      (port) =>
        fetch(`http://127.0.0.1:${port}/stolen`).then(
          () => 'left',
          () => 'was stopped',
        ),
      cdn.port,
    );
    assert.equal(leaves, 'was stopped');
    assert.ok(!cdn.requests.some(({ path }) => path === 'stolen'));
    await opened.close();
  });

  it('names both policies in docs/embedding.md', () => {
    const text = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
    assert.ok(text.includes(`\n${POLICY}\n`));
    const added = FILES_POLICY.slice(`${POLICY}; `.length);
    assert.ok(text.includes(`\`${added}\``));
  });

  it('is a plugin from another origin, in a host under a strict Content-Security-Policy', async () => {
    const address = encodeURIComponent(`http://127.0.0.1:${cdn.port}/pinna/dist/wam/index.js`);
    const url = `http://localhost:${app.port}/csp/wam.html?plugin=${address}`;
    const { page, wrongs, close } = await openPage(browser, url, null);
    await page.click('button');
    await page.waitForFunction(
      () => (globalThis.told.detections.length > 0 && globalThis.told.notes > 0) || globalThis.told.error,
      null,
      { timeout: 300_000 },
    );
    assert.equal(await page.evaluate(() => globalThis.told.error), undefined);
    await page.locator('pinna-plugin pinna-bird').waitFor();
    assert.deepEqual(wrongs, []);
    await close();
  });

  it('classifies, plays and saves files under a strict Content-Security-Policy', async () => {
    const address = `http://localhost:${app.port}/csp/files.html`;
    const { page, wrongs, close } = await openPage(browser, address, 'pinna-file');
    await page.locator('pinna-file input').setInputFiles(scene);
    await page.locator('pinna-recording canvas').waitFor({ timeout: 300_000 });
    await page.click('pinna-recording [part=play]');
    await page.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('pinna-file');
      return shadowRoot.querySelector('pinna-recording').shadowRoot.querySelector('audio').currentTime > 0;
    });
    const { name, text } = await save(page, 'pinna-recording');
    assert.match(name, /^scene-.*\.csv$/);
    assert.match(text, /scene\.wav/);
    assert.deepEqual(wrongs, []);
    await close();
  });

  for (const { name, folder: project, page, bundle } of BUNDLED) {
    it(`works bundled with ${name}`, async () => {
      await bundle(join(folder, project));
      const opened = await open(page);
      await detects(opened);
      await saves(opened.page);
      await opened.close();
    });
  }

  it('has types for React 19 that accept what is right and find what is wrong', () => typecheck(join(folder, 'react')));

  it('works in a React 19 component, with properties and events', async () => {
    await bundleWithVite(join(folder, 'react'));
    const opened = await open('react/out/index.html');
    const result = await detects(opened);
    const shown = await opened.page.evaluate(() => ({
      stepFrames: document.querySelector('pinna-listener').stepFrames,
      thresholds: document.querySelector('pinna-listener').listener.thresholds,
      count: document.querySelector('pinna-events').count,
      frames: Number(document.querySelector('#frames').textContent),
      heard: document.querySelector('#heard').textContent,
    }));
    assert.equal(shown.stepFrames, 10);
    assert.deepEqual(shown.thresholds, { 'events:*': { on: 0.3, off: 0.2 } });
    assert.equal(shown.count, 3);
    assert.ok(shown.frames > 50);
    assert.ok(shown.heard.includes(result.detections[0]));
    await opened.close();
  });

  it('asks the servers for files and sends them nothing', () => {
    for (const { method, path } of [...app.requests, ...cdn.requests]) assert.equal(method, 'GET', path);
  });
});
