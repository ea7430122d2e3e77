/* global document, MutationObserver -- inside page.evaluate */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './launch.mjs';

const file = (path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)));

/** Heading → the page below it, as docs/recipes.md has it. */
const recipes = new Map(
  String(file('docs/recipes.md'))
    .split(/^## /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), /```html\n([\s\S]*?)```/.exec(part)[1]]),
);

const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.wav': 'audio/wav' };

/** A folder as the recipes ask for: the page, `pinna/`, and a sound. */
async function host(html) {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
      return;
    }
    try {
      const body = pathname.startsWith('/pinna/')
        ? file(`dist/${pathname.slice('/pinna/'.length)}`)
        : file(`test/fixtures/audio/${pathname === '/sound.wav' ? 'scene.wav' : 'none'}`);
      response.writeHead(200, { 'Content-Type': types[extname(pathname)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return { address: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

describe('docs/recipes.md', () => {
  let browser;

  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const tested = new Set();
  /** Runs the page below a heading; it must throw nothing. */
  const recipe = (heading, try_) => {
    tested.add(heading);
    it(heading, async () => {
      const served = await host(recipes.get(heading));
      const context = await browser.newContext({ permissions: ['microphone'] });
      const page = await context.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(served.address);
      await try_(page);
      assert.deepEqual(errors, []);
      await context.close();
      served.close();
    });
  };

  recipe('An overlay for a stream', async (page) => {
    await page.locator('pinna-bird .light.on').waitFor({ timeout: 60_000 });
  });

  recipe('Birds at a window, logged as CSV', async (page) => {
    const began = Date.now();
    await page.locator('pinna-controls').getByRole('button', { name: 'Start' }).click();
    await page.waitForFunction(() => Number(document.querySelector('#count').textContent) > 1, undefined, {
      timeout: 60_000,
    });
    await page.locator('pinna-controls').getByRole('button', { name: 'Stop' }).click();
    await page.reload();
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
    assert.match(download.suggestedFilename(), /^birds-\d{4}-\d\d-\d\d\.csv$/);
    const [head, ...rows] = String(readFileSync(await download.path()))
      .trim()
      .split('\r\n');
    assert.equal(head, 'from,to,confidence');
    assert.ok(rows.length > 1);
    for (const row of rows) {
      const [from, to, confidence] = row.split(',');
      const [onset, offset] = [Date.parse(from), Date.parse(to)];
      assert.ok(began - 1000 < onset && onset < offset && offset < Date.now(), row);
      assert.ok(confidence > 0 && confidence <= 1, row);
    }
    await page.click('#forget');
    assert.equal(await page.textContent('#count'), '0');
  });

  recipe('In an AudioContext of your own', async (page) => {
    await page.focus('#player');
    await page.keyboard.press('Space');
    await page.locator('#events li', { hasText: 'bird' }).first().waitFor({ timeout: 60_000 });
    assert.match(await page.locator('#events li').first().textContent(), /^\d+\.\d\d s to \d+\.\d\d s/);
  });

  recipe('Without any element', async (page) => {
    await page.evaluate(() => {
      globalThis.said = [];
      new MutationObserver(() => globalThis.said.push(document.querySelector('#now').textContent)).observe(
        document.querySelector('#now'),
        { childList: true },
      );
    });
    await page.click('#toggle');
    await page.waitForFunction(() => globalThis.said.some((words) => words.includes('bird')), undefined, {
      timeout: 60_000,
    });
    assert.equal(await page.textContent('#toggle'), 'Stop');
    await page.click('#toggle');
    await page.waitForFunction(() => document.querySelector('#toggle').textContent === 'Listen');
  });

  it('has no page that is not run', () => {
    assert.deepEqual([...recipes.keys()], [...tested]);
  });
});
