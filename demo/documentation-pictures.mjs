/* global createImageBitmap, OffscreenCanvas, btoa -- inside page.evaluate */
/**
 * Takes the documentation's pictures as WebP: the live page with the demo scene, and the kiosk with the fixtures' scene. Usage,
 * after `npm run build` and `npm run fixtures`: `node demo/documentation-pictures.mjs`.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from '../test/harness/launch.mjs';
import { serve } from '../test/harness/serve.mjs';

const PICTURES = [
  { file: 'live.webp', page: '', start: startScene, seconds: 50 },
  { file: 'kiosk.webp', page: 'kiosk.html', start: (page) => page.click('#begin'), seconds: 8 },
];

async function startScene(page) {
  await page.locator('pinna-controls').first().locator('select').selectOption({ label: 'Demo scene' });
  await page.locator('pinna-controls').first().getByRole('button', { name: 'Start' }).click();
}

/** Converts a PNG to WebP in the page: Chromium's screenshots are PNG, but its canvas encodes WebP. */
async function webp(page, png) {
  const data = await page.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  }, png.toString('base64'));
  return Buffer.from(data, 'base64');
}

const { address, close } = await serve();
const browser = await launch();
for (const { file, page: path, start, seconds } of PICTURES) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'dark',
    permissions: ['microphone'],
  });
  await page.goto(address + path, { waitUntil: 'networkidle' });
  await start(page);
  await page.waitForTimeout(seconds * 1000);
  const picture = await webp(page, await page.screenshot());
  await writeFile(fileURLToPath(new URL(`../docs/${file}`, import.meta.url)), picture);
  console.log(`docs/${file}: ${Math.round(picture.length / 1000)} kB`);
  await page.close();
}
await browser.close();
close();
