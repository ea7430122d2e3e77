import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

/** @typedef {Record<string, string | { text: string }>} Beside name → path or text of a file beside the page */
/** @typedef {(page: import('playwright-core').Page) => Promise<unknown>} Try what a test does on a page */

/** @param {string} path path from the repository's root */
const file = (path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)));

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
};

/**
 * Returns the code blocks of a language in a document: heading → the block below it. Each heading may have at most one.
 * @param {string} document path from the repository's root
 * @param {string} language
 */
function blocks(document, language) {
  const parts = String(file(document)).split(/^## /m).slice(1);
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const part of parts) {
    const code = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(part)?.[1];
    if (code !== undefined) found.set(part.slice(0, part.indexOf('\n')), code);
  }
  return found;
}

/**
 * Returns the program below a heading.
 * @param {string} document path from the repository's root
 * @param {string} heading
 */
export const program = (document, heading) => blocks(document, 'js').get(heading);

/**
 * Serves a folder as the documents describe: the page, `pinna/`, a sound, and the files in `beside`.
 * @param {string} html the page
 * @param {Beside} beside
 */
async function host(html, beside) {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url ?? '/', 'http://localhost');
    if (pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
      return;
    }
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const other = beside[pathname.slice(1)];
    try {
      let body;
      if (typeof other === 'object') body = other.text;
      else if (other !== undefined) body = file(other);
      else if (pathname.startsWith('/pinna/')) body = file(`dist/${pathname.slice('/pinna/'.length)}`);
      else body = file(`test/fixtures/audio/${pathname === '/sound.wav' ? 'scene.wav' : 'none'}`);
      response.writeHead(200, { 'Content-Type': types[extname(pathname)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}

/**
 * Opens a page with a microphone, served with the files in `beside`. The page must not throw, and must not log errors to the
 * console.
 * @param {import('playwright-core').Browser} browser
 * @param {string} html the page
 * @param {Beside} beside
 * @param {Try} try_
 */
export async function runPage(browser, html, beside, try_) {
  const served = await host(html, beside);
  const context = await browser.newContext({ permissions: ['microphone'] });
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(served.address);
    await try_(page);
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
    served.close();
  }
}

/**
 * Tests the pages in a document exactly as documented. `page(heading, try_, beside)` tests the page below a heading;
 * `noneIsLeft()` fails if a page was not tested.
 *
 * @param {string} document path from the repository's root
 * @param {() => import('playwright-core').Browser} browser returns the browser once tests run
 */
export function documentedPages(document, browser) {
  const pages = blocks(document, 'html');
  /** @type {Set<string>} */
  const tested = new Set();
  return {
    /**
     * @param {string} heading
     * @param {Try} try_
     * @param {Beside} [beside]
     */
    page(heading, try_, beside = {}) {
      tested.add(heading);
      it(heading, () => {
        const html = pages.get(heading);
        assert.ok(html !== undefined, `${document} has no page below "${heading}".`);
        return runPage(browser(), html, beside, try_);
      });
    },
    noneIsLeft: () => it('has no page that is not run', () => assert.deepEqual([...pages.keys()], [...tested])),
  };
}
