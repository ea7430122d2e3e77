/* global atob, File -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from '../site/launch.mjs';
import { serve } from '../site/serve.mjs';
import { pinna } from './run-pinna.mjs';

const scene = fileURLToPath(new URL('../fixtures/audio/scene.wav', import.meta.url));

/** In the page. */
async function classifyInPage(base64) {
  const { classify, decodeAudio } = await import('/pinna/file-view.js');
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const heard = await classify(await decodeAudio(new File([bytes], 'scene.wav')), { backend: 'wasm' });
  return {
    detections: heard.detections,
    frames: heard.frames,
    clip: Object.fromEntries(Object.entries(heard.clip).map(([head, scores]) => [head, [...scores]])),
  };
}

test('a file gives the same result in a page as on the command line', { timeout: 180_000 }, async () => {
  const server = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.address);
    const inPage = await page.evaluate(classifyInPage, (await readFile(scene)).toString('base64'));
    const { stdout } = pinna('classify', '--backend', 'wasm', scene);
    const onLine = JSON.parse(stdout);
    assert.equal(inPage.frames, onLine.frames);
    assert.ok(onLine.detections.length > 2);
    const key = ({ head, label, onset, offset }) => ({
      head,
      label,
      onset: Number(onset.toFixed(6)),
      offset: Number(offset.toFixed(6)),
    });
    assert.deepEqual(inPage.detections.map(key), onLine.detections.map(key));
    for (const [i, { confidence }] of inPage.detections.entries()) {
      assert.ok(Math.abs(confidence - onLine.detections[i].confidence) < 1e-4);
    }
    assert.ok(Math.abs(inPage.clip.bird[0] - onLine.bird.clip) < 1e-4);
  } finally {
    await browser.close();
    server.close();
  }
});
