/**
 * Renders icon.svg to the PNG sizes that systems need. Run `node demo/icons/draw.mjs` after a change of the SVG. The maskable
 * icon fills its whole square; its drawing is in the inner 80 %, which no mask cuts off.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from '../../test/harness/launch.mjs';

const GROUND = '#101216';
const icons = [
  { file: 'icon-180.png', size: 180, share: 1, ground: GROUND },
  { file: 'icon-192.png', size: 192, share: 1, ground: 'transparent' },
  { file: 'icon-512.png', size: 512, share: 1, ground: 'transparent' },
  { file: 'icon-maskable-512.png', size: 512, share: 0.8, ground: GROUND },
];

const path = (file) => fileURLToPath(new URL(file, import.meta.url));
const svg = await readFile(path('icon.svg'), 'utf8');
const browser = await launch();
for (const { file, size, share, ground } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body { margin: 0; display: grid; place-items: center; height: 100vh; background: ${ground} }
    svg { width: ${share * 100}% }</style>${svg}`,
  );
  await page.screenshot({ path: path(file), omitBackground: true });
  await page.close();
}
await browser.close();
