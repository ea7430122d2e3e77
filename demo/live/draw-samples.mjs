/* global document -- inside page.evaluate */
/**
 * Takes the pictures of what the live page will look like, shown before the first start: `node demo/live/draw-samples.mjs` after
 * `npm run build`. They show sounds of the demo scene.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from '../../test/harness/launch.mjs';
import { serve } from '../../test/harness/serve.mjs';
import { webp } from '../webp.mjs';

/** Answers, in any order: each is taken when it is the only one for this many milliseconds. */
const SAMPLES = [
  { file: 'sample-bird.webp', answer: 'birdsong', time: 1500 },
  { file: 'sample-siren.webp', answer: 'siren', time: 1500 },
  { file: 'sample-music.webp', answer: 'music', time: 3500 },
];
const WIDTH = 480;

const { address, close } = await serve();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 800, height: 975 }, colorScheme: 'dark' });
await page.goto(address, { waitUntil: 'networkidle' });
await page.locator('pinna-live .welcome button').click();
for (const { file, answer, time } of SAMPLES) {
  await page.evaluate(() => delete globalThis.since);
  await page.waitForFunction(
    ([text, least]) => {
      const now = document.querySelector('pinna-live').shadowRoot.querySelector('pinna-now').shadowRoot;
      const lines = [...now.querySelectorAll('[part~=line]')];
      const isAlone =
        lines.length === 1 && lines[0].textContent.trim().startsWith(text) && !lines[0].part.contains('over');
      globalThis.since = isAlone ? (globalThis.since ?? performance.now()) : undefined;
      return isAlone && performance.now() - globalThis.since >= least;
    },
    [answer, time],
    { timeout: 240_000, polling: 100 },
  );
  const clip = await page.evaluate(() => {
    const live = document.querySelector('pinna-live').shadowRoot;
    const [from, to] = ['pinna-now', 'pinna-spectrogram'].map((tag) => live.querySelector(tag).getBoundingClientRect());
    return { x: from.left, y: from.top, width: from.width, height: to.bottom - from.top };
  });
  const picture = await webp(page, await page.screenshot({ clip }), WIDTH);
  await writeFile(fileURLToPath(new URL(file, import.meta.url)), picture);
  console.log(`${file}: ${Math.round(picture.length / 1000)} kB, ${clip.width} × ${clip.height}`);
}
await browser.close();
close();
