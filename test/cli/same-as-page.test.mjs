/* global atob, File -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from '../harness/launch.mjs';
import { serve } from '../harness/serve.mjs';
import { EXACT, LOSSY, REFUSED } from './inexact-sounds.mjs';
import { ownModules } from './own-modules.mjs';
import { encoded, Folder, pinna } from '../harness/run-pinna.mjs';
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

/** Runs in the page. Returns the samples of a mono file and the warnings about it, or the error message. */
async function decodeInPage([base64, name, partial]) {
  const { decodeAudio } = await import('/pinna/file-view.js');
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const warnings = [];
  try {
    const onWarning = ({ message }) => warnings.push(message);
    const audio = await decodeAudio(new File([bytes], name), { partial, onWarning });
    return { sampleRate: audio.sampleRate, samples: [...audio.getChannelData(0)], warnings };
  } catch ({ code, message }) {
    return { code, message };
  }
}

const { decodeFile, generatedSounds } = await ownModules(
  ['cli/files/decode-file.js', '../test/unit/containers/generated-sounds.js'],
  'page-reader',
);

async function decodeOnLine(path, partial) {
  const samples = [];
  const warnings = [];
  let sampleRate = 0;
  try {
    const onWarning = ({ message }) => warnings.push(message);
    for await (const block of decodeFile(path, { partial, onWarning })) {
      sampleRate = block.sampleRate;
      samples.push(...block.samples);
    }
    return { sampleRate, samples, warnings };
  } catch ({ code, message }) {
    return { code, message };
  }
}

/** Every third generated file: each format, and each kind of damage in one of them. */
function someGenerated() {
  const [mp3, ogg, opus] = ['mp3', 'ogg', 'opus'].map((name) => new Uint8Array(readFileSync(encoded(`chirp.${name}`))));
  return generatedSounds({ mp3, ogg, opus }).filter((_, i) => i % 3 === 0);
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

test('generated files give the same samples, warnings and errors in a page as on the command line', async () => {
  const folder = new Folder();
  const server = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.address);
    for (const { name, bytes, slack = 0, refused } of someGenerated()) {
      for (const partial of refused ? [false, true] : [false]) {
        const what = `${name}${partial ? ', partial' : ''}`;
        const inPage = await page.evaluate(decodeInPage, [Buffer.from(bytes).toString('base64'), 'sound', partial]);
        const onLine = await decodeOnLine(folder.write('sound', bytes), partial);
        assert.equal(inPage.message, onLine.message, what);
        if (onLine.message) continue;
        assert.equal(inPage.sampleRate, onLine.sampleRate, what);
        assert.deepEqual(inPage.warnings, onLine.warnings, what);
        const longer = Math.abs(inPage.samples.length - onLine.samples.length);
        assert.ok(
          longer <= slack + 0.02 * onLine.sampleRate,
          `${what}: ${inPage.samples.length}, ${onLine.samples.length}`,
        );
        const shared = Math.min(inPage.samples.length, onLine.samples.length) - slack;
        if (slack === 0) assert.ok(difference(inPage.samples.slice(0, shared), onLine.samples) < 1e-3, what);
      }
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
