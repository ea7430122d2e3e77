/* global atob, File -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from '../harness/launch.mjs';
import { serve } from '../harness/serve.mjs';
import { EXACT, LOSSY, REFUSED } from './inexact-sounds.mjs';
import { ownModules } from './own-modules.mjs';
import { Folder, pinna } from '../harness/run-pinna.mjs';
import { chirp } from './sounds.mjs';

const scene = fileURLToPath(new URL('../fixtures/audio/scene.wav', import.meta.url));

/** Runs in the page. */
async function classifyInPage(base64) {
  const { classify, decodeAudio } = await import('/pinna/file-view.js');
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const heard = await classify(await decodeAudio(new File([bytes], 'scene.wav')), { backend: 'wasm' });
  return {
    detections: heard.detections,
    frames: heard.frames,
    clip: Object.fromEntries(Object.entries(heard.recordingScores).map(([head, scores]) => [head, [...scores]])),
  };
}

/** Runs in the page. Returns the samples of a mono file, or the error message. */
async function decodeInPage([base64, name]) {
  const { decodeAudio } = await import('/pinna/file-view.js');
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  try {
    const { sampleRate, ...decoded } = await decodeAudio(new File([bytes], name)).then((audio) => ({
      sampleRate: audio.sampleRate,
      samples: [...audio.getChannelData(0)],
    }));
    return { sampleRate, ...decoded };
  } catch ({ code, message }) {
    return { code, message };
  }
}

const { decodeFile } = await ownModules(['cli/files/decode-file.js'], 'page-reader');

async function decodeOnLine(path) {
  const samples = [];
  let sampleRate = 0;
  try {
    for await (const block of decodeFile(path)) {
      sampleRate = block.sampleRate;
      samples.push(...block.samples);
    }
    return { sampleRate, samples };
  } catch ({ code, message }) {
    return { code, message };
  }
}

/** Returns the largest difference from `expected` over the samples that both have. */
const difference = (samples, expected) =>
  Math.max(...expected.slice(0, samples.length).map((sample, i) => Math.abs(samples[i] - sample)));

test('reads what real writers write in a page as on the command line, or says the same of it', async () => {
  const folder = new Folder();
  const server = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.address);
    const both = async (name, file) => [
      await page.evaluate(decodeInPage, [file.toString('base64'), name]),
      await decodeOnLine(folder.write(name, file)),
    ];
    const wanted = [...chirp(0.5)];
    for (const [name, file] of Object.entries(EXACT)) {
      for (const { sampleRate, samples, message } of await both(name, file)) {
        assert.equal(message, undefined, name);
        assert.deepEqual([sampleRate, samples.length], [16_000, 8000], name);
        assert.ok(difference(samples, wanted) < 1e-4, name);
      }
    }
    for (const [name, file] of Object.entries(LOSSY)) {
      const [inPage, onLine] = await both(name, file);
      assert.equal(inPage.message ?? onLine.message, undefined, name);
      assert.equal(inPage.sampleRate, onLine.sampleRate, name);
      // One block of Vorbis.
      const longer = Math.abs(inPage.samples.length - onLine.samples.length);
      assert.ok(longer <= 256, `${name}: ${inPage.samples.length}, ${onLine.samples.length}`);
    }
    for (const [name, [file, expected]] of Object.entries(REFUSED)) {
      const [inPage, onLine] = await both(name, file);
      assert.match(onLine.message ?? 'decoded', expected, name);
      assert.deepEqual(inPage, onLine, name);
    }
  } finally {
    await browser.close();
    server.close();
  }
});

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
