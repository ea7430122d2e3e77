/* global document -- inside page.evaluate */
/**
 * Takes the documentation's pictures as WebP: the live page with the demo scene, and the kiosk with the fixtures' scene. Usage,
 * after `npm run build` and `npm run fixtures`: `node demo/documentation-pictures.mjs [FILE …]`, by default all.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from '../test/harness/launch.mjs';
import { serve } from '../test/harness/serve.mjs';
import { webp } from './webp.mjs';

/** Sounds of the demo scene in the picture of the live page, and the time of the picture in the scene, seconds. */
const SHOWN = { names: ['dog', 'door_wood_knock'], at: 18.2 };
/** Presses of the zoom button, and the time span that is then visible at most, seconds. */
const ZOOMS = 2;
const SECONDS = 9;

const PICTURES = [
  { file: 'live.webp', page: '', take: showScene },
  { file: 'kiosk.webp', page: 'kiosk.html', take: showKiosk },
];

/** Plays the demo scene until the sounds of the picture are over. @throws Error if the picture has a wrong label */
async function showScene(page) {
  await page.evaluate(() => {
    globalThis.detections = [];
    document.querySelector('pinna-live').addEventListener('pinna-detection', ({ detail }) => {
      globalThis.detections.push(detail.detection);
    });
    document.querySelector('pinna-live').addEventListener('pinna-frames', ({ detail }) => {
      globalThis.time = detail.time;
    });
  });
  const controls = page.locator('pinna-controls').first();
  await controls.locator('select').selectOption({ label: 'Demo scene' });
  await controls.getByRole('button', { name: 'Start' }).click();
  for (let presses = 0; presses < ZOOMS; presses++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.waitForFunction((at) => globalThis.time > at, SHOWN.at, { timeout: 120_000 });
  const from = SHOWN.at - SECONDS;
  // The last state of each.
  const detections = await page.evaluate(() => [
    ...new Map(globalThis.detections.map((one) => [one.id, one])).values(),
  ]);
  const labels = new Set(detections.filter(({ offset }) => offset === null || offset > from).map(({ label }) => label));
  if ([...labels].sort().join() !== [...SHOWN.names].sort().join()) {
    throw new Error(
      `The picture would show ${[...labels].join(', ')}, not ${SHOWN.names.join(', ')}. Choose another moment.`,
    );
  }
}

/** Listens until a bird is the only answer, and still on. */
async function showKiosk(page) {
  await page.click('#begin');
  await page.waitForFunction(
    () => {
      const lines = [...document.querySelector('pinna-now').shadowRoot.querySelectorAll('[part~=line]')];
      return lines.length === 1 && /\bbird/.test(lines[0].textContent) && !lines[0].part.contains('over');
    },
    undefined,
    { timeout: 120_000, polling: 100 },
  );
}

const { address, close } = await serve();
const browser = await launch();
const wanted = process.argv.slice(2);
for (const { file, page: path, take } of PICTURES) {
  if (wanted.length > 0 && !wanted.includes(file)) continue;
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'dark',
    permissions: ['microphone'],
  });
  await page.goto(address + path, { waitUntil: 'networkidle' });
  await take(page);
  const picture = await webp(page, await page.screenshot());
  await writeFile(fileURLToPath(new URL(`../docs/${file}`, import.meta.url)), picture);
  console.log(`docs/${file}: ${Math.round(picture.length / 1000)} kB`);
  await page.close();
}
await browser.close();
close();
