/* global document, customElements -- inside page.evaluate */
import { createRequire } from 'node:module';

/** Rules of axe whose result depends on colours. On long pages, they take longer than all others. */
export const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Opens a page of the site; `before` runs in it before its own scripts. `errors` collects its uncaught errors and failed
 * requests. The page gets no service worker, which would load and store the whole site for each page.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('playwright-core').BrowserContextOptions & { before?: () => void }} [options]
 */
export async function openPage(browser, url, { viewport = { width: 1280, height: 800 }, before, ...options } = {}) {
  const page = await browser.newPage({
    viewport,
    permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
    serviceWorkers: 'block',
    ...options,
  });
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
  });
  if (before) await page.addInitScript(before);
  await page.goto(url);
  // Pages that are only to read have no elements.
  await page.evaluate(
    () => document.querySelector('link[rel=modulepreload]') && customElements.whenDefined('pinna-listener'),
  );
  return { page, errors };
}

/**
 * Returns axe's violations as `rule: element`.
 * @param {import('playwright-core').Page} page
 * @param {{ allowed?: string[], only?: string[] }} [options] rules that do not apply to the page; the only rules to check
 */
export async function violations(page, { allowed = [], only = [] } = {}) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: axe });
  return page.evaluate(
    async ({ off, on }) => {
      const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
      const { axe } = /** @type {{ axe: typeof import('axe-core') }} */ (/** @type {unknown} */ (globalThis));
      /** @type {import('axe-core').RunOptions} */
      const options = { resultTypes: ['violations'], rules, preload: { assets: ['media'] } };
      if (on.length > 0) options.runOnly = { type: 'rule', values: on };
      const { violations: found } = await axe.run(document, options);
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    { off: allowed, on: only },
  );
}
