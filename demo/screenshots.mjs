/**
 * Takes screenshots of every page of the demo site, in light and dark, at phone and desktop size, idle and after some seconds
 * of listening to the fake microphone. Usage, after `npm run build` and `npm run fixtures`: `node demo/screenshots.mjs [--page
 * NAME]`. The pictures are in test/results/screenshots/.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from '../test/harness/launch.mjs';
import { serve } from '../test/harness/serve.mjs';
import { pages } from './build/pages.mjs';

const { values } = parseArgs({ options: { page: { type: 'string' } } });
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
/** Listening time of each page, ms. */
const LISTENING_TIME = 9000;
/** Element to wait for, by page. */
const RESULT = { files: 'pinna-recording', studio: '.track' };
/** Button to press then, by page. */
const NEXT = { studio: '#play' };
/** Button that starts listening, by page. A page without one is only to read. */
const START = {
  live: 'pinna-controls >> button',
  gallery: '#microphone',
  files: '#sample',
  studio: '#demo',
  kiosk: '#begin',
};

const folder = fileURLToPath(new URL('../test/results/screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });
const { address, close } = await serve();
const browser = await launch();

for (const { name, file } of pages.filter((page) => !values.page || page.name === values.page)) {
  for (const scheme of ['light', 'dark']) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const page = await browser.newPage({ viewport, colorScheme: scheme, permissions: ['microphone'] });
      page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
      await page.goto(`${address}${file}`, { waitUntil: 'networkidle' });
      const shoot = (state) => page.screenshot({ path: `${folder}${name}-${scheme}-${size}-${state}.png` });
      await shoot('idle');
      if (!START[name]) {
        await page.close();
        continue;
      }
      await page.locator(START[name]).first().click();
      if (RESULT[name]) await page.locator(RESULT[name]).waitFor({ timeout: 60_000 });
      if (NEXT[name]) await page.locator(NEXT[name]).click();
      await page.waitForTimeout(LISTENING_TIME);
      await shoot('listening');
      // Parts off the screen are not drawn, so each part is scrolled into view.
      for (const part of name === 'gallery' ? await page.locator('.element').all() : []) {
        await part.scrollIntoViewIfNeeded();
        await page.waitForTimeout(1200);
        await part.screenshot({ path: `${folder}${name}-${scheme}-${size}-${await part.getAttribute('id')}.png` });
      }
      await page.close();
      console.log(`${name}, ${scheme}, ${size}`);
    }
  }
}
await browser.close();
close();
