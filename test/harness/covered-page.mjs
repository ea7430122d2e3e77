import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the coverage of single pages, as JSON. */
export const PAGES = fileURLToPath(new URL('../../coverage/pages', import.meta.url));

/**
 * Opens a page in Chromium that records which code of the tests' bundles it runs. The test runner ends a page by opening
 * `about:blank`; the record is written before that.
 * @param {{ context: import('./launchers/contexts-used-again.mjs').Context }} browser
 * @returns {ReturnType<import('./launchers/contexts-used-again.mjs').Context['newPage']>}
 */
export async function coveredPage({ context }) {
  const page = await context.newPage();
  await page.coverage.startJSCoverage({ resetOnNavigation: false });
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    if (url === 'about:blank') {
      const entries = await page.coverage.stopJSCoverage();
      const bundles = entries.filter(({ url: from }) => /\/test\/(browser|shared)\//.test(from));
      mkdirSync(PAGES, { recursive: true });
      writeFileSync(`${PAGES}/${randomUUID()}.json`, JSON.stringify(bundles));
    }
    return goto(url, options);
  };
  return page;
}
