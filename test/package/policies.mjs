/* global document, requestAnimationFrame, AudioContext, MediaStreamAudioDestinationNode, Worker -- inside page.evaluate */
import { strict as assert } from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { withoutGesture } from '../harness/chromium-flags.mjs';
import { launch } from '../harness/launch.mjs';
import { ownModules } from '../cli/own-modules.mjs';
import { installedPackage } from './setup/installed.mjs';
import { POLICY } from './setup/policy.mjs';
import { serve } from './setup/server.mjs';

const TRUSTED_TYPES = "require-trusted-types-for 'script'";
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const policy = (text) => ({ 'Content-Security-Policy': text });

const { germanError } = await ownModules(['elements/words/german-errors.js'], 'policies-german');
/** What a page author must change: names of headers, directives, attributes and values. */
const NAMES =
  /[\w-]+-Policy\b|\b(?:worker|script|connect|media)-src|trusted-types|allow-same-origin|microphone=\(self\)|blob:|'self'/g;
const namesIn = (text) => [...new Set(text.match(NAMES))].sort();

/** Time limit for the first frames or the first error, ms. A busy machine is slow to start. */
const TIME_LIMIT = 120_000;

/**
 * Pages under a policy. `headers` are those of the page alone, not of Pinna's files. `isForeign`: Pinna's files are on another
 * origin. `frame`: attributes of a frame that contains the page, whose outer page has the headers `outer`. A page without `code`
 * works; the others give this error, whose message says what to change. `isStream`: the sound is a stream of the page.
 */
const PAGES = {
  'Trusted Types': { headers: policy(TRUSTED_TYPES) },
  'Trusted Types with named policies, files on another origin': {
    headers: policy(`${TRUSTED_TYPES}; trusted-types lit-html pinna`),
    isForeign: true,
  },
  'Trusted Types that leave out the policy': {
    headers: policy(`${TRUSTED_TYPES}; trusted-types lit-html`),
    code: 'worker-failed',
    says: /add the policy name pinna to trusted-types in its Content-Security-Policy/,
  },
  'COOP and COEP on HTML alone': { headers: ISOLATED },
  'COEP on HTML alone': { headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' } },
  'COOP and COEP on HTML alone, credentialless': {
    headers: { ...ISOLATED, 'Cross-Origin-Embedder-Policy': 'credentialless' },
  },
  'COEP on HTML alone, where a policy forbids blobs': {
    headers: { ...ISOLATED, ...policy(POLICY) },
    code: 'worker-failed',
    says: /Add blob: to worker-src/,
  },
  'a policy without workers': {
    headers: policy("worker-src 'none'"),
    code: 'worker-failed',
    says: /Content-Security-Policy blocked it\. Add 'self' to worker-src/,
  },
  'a policy without the blob of the worker, files on another origin': {
    headers: policy("worker-src 'self'"),
    isForeign: true,
    code: 'worker-failed',
    says: /Add blob: to worker-src/,
  },
  'a policy without the blob of the worklet': {
    headers: policy(POLICY.replace(' blob:', '')),
    code: 'worklet-failed',
    says: /Content-Security-Policy allow it: script-src with that address and blob:/,
  },
  'a policy without connections': {
    headers: policy(POLICY.replace("connect-src 'self'", '')),
    code: 'worklet-failed',
    says: /Add 'self' to connect-src/,
  },
  'no microphone by the page’s policy': {
    headers: { 'Permissions-Policy': 'microphone=()' },
    code: 'microphone-denied',
    says: /send microphone=\(self\) in that header/,
  },
  'a frame of another origin without the microphone': {
    frame: '',
    isFrameForeign: true,
    code: 'microphone-denied',
    says: /write <iframe allow="microphone">/,
  },
  'a srcdoc frame under the strictest policy': {
    frame: 'allow="microphone"',
    isSrcdoc: true,
    outer: policy(POLICY),
  },
  'a sandboxed frame': {
    frame: 'sandbox="allow-scripts" allow="microphone"',
    code: 'microphone-denied',
    says: /add allow-same-origin to its sandbox attribute/,
  },
  'a sandboxed frame with a stream': { frame: 'sandbox="allow-scripts"', isStream: true },
  'a sandboxed frame of the same origin': { frame: 'sandbox="allow-scripts allow-same-origin" allow="microphone"' },
  'a sandboxed page': {
    headers: policy('sandbox allow-scripts'),
    code: 'microphone-denied',
    says: /add allow-same-origin to sandbox in its Content-Security-Policy/,
  },
  'a file on the disk, Pinna from a server': {
    isForeign: true,
    isOnDisk: true,
    code: 'worklet-failed',
    says: /serve its folder over http from localhost/,
  },
};

describe('A page under a policy', () => {
  const headers = new Map();
  let folder;
  let app;
  let other;
  let browser;

  before(async () => {
    folder = join(installedPackage().folder, 'policies');
    mkdirSync(folder);
    app = await serve(join(folder, '..'), (path) => headers.get(path) ?? {});
    other = await serve(join(folder, '..'));
    browser = await launch({ flags: [withoutGesture] });
  });

  after(async () => {
    await browser?.close();
    app?.close();
    other?.close();
  });

  /** Writes the page, and the page around it. @returns the address to open */
  function write(name, { isForeign, isFrameForeign, isSrcdoc, isOnDisk, frame, outer, ...page }) {
    const id = Object.keys(PAGES).indexOf(name);
    const foreign = `http://127.0.0.1:${other.port}/`;
    const script = `${isForeign ? foreign : '/'}node_modules/pinna/dist/pinna.js`;
    const html =
      `<!doctype html><meta charset="utf-8" /><title>${name}</title><script type="module" src="${script}"></script>` +
      '<pinna-listener model="tiny" backend="wasm"></pinna-listener>';
    const put = (file, text, sent = {}) => {
      writeFileSync(join(folder, file), text);
      headers.set(`policies/${file}`, sent);
    };
    put(`${id}.html`, html, page.headers);
    if (isOnDisk) return pathToFileURL(join(folder, `${id}.html`)).href;
    if (frame === undefined) return `http://localhost:${app.port}/policies/${id}.html`;
    const content = isSrcdoc ? `srcdoc='${html}'` : `src="${isFrameForeign ? foreign : '/'}policies/${id}.html"`;
    put(`${id}-outer.html`, `<!doctype html><title>${name}</title><iframe ${frame} ${content}></iframe>`, outer);
    return `http://localhost:${app.port}/policies/${id}-outer.html`;
  }

  /** Starts the listener of a page, as its controls do. @returns the first error; undefined once it listens */
  async function start(page, isStream = false) {
    const frame = page.frames().at(-1);
    await frame.waitForFunction(() => document.querySelector('pinna-listener')?.listener, null, {
      timeout: TIME_LIMIT,
    });
    return frame.evaluate(
      (streams) =>
        new Promise((resolve) => {
          const makeStream = () => {
            const context = new AudioContext();
            const { stream } = new MediaStreamAudioDestinationNode(context);
            return { kind: 'stream', stream };
          };
          const element = document.querySelector('pinna-listener');
          element.addEventListener('pinna-frames', () => resolve());
          element.addEventListener('pinna-error', ({ detail: { code, message } }) => resolve({ code, message }));
          // The error is dispatched, too.
          element.start(streams ? makeStream() : undefined).catch(() => undefined);
        }),
      isStream,
    );
  }

  for (const [name, expected] of Object.entries(PAGES)) {
    it(`${name}: ${expected.code ?? 'works'}`, async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const uncaught = [];
      page.on('pageerror', (error) => uncaught.push(String(error)));
      await page.goto(write(name, expected));
      const error = await start(page, expected.isStream);
      if (expected.code) {
        assert.equal(error?.code, expected.code, error?.message);
        assert.match(error.message, expected.says);
        const advice = error.message.slice(error.message.search(/\. [A-Z]|\). /));
        const inGerman = namesIn(germanError(error).todo);
        for (const one of namesIn(advice)) assert.ok(inGerman.includes(one), `German names ${inGerman}, not ${one}`);
      } else {
        assert.equal(error, undefined, error?.message);
      }
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.deepEqual(uncaught, []);
      await context.close();
    });
  }

  it('two copies of Pinna share the only policy that the page allows', async () => {
    const source = fileURLToPath(new URL('../../src/lifetime/trusted-script.ts', import.meta.url));
    for (const copy of ['first.js', 'second.js'])
      buildSync({ entryPoints: [source], format: 'esm', outfile: join(folder, copy) });
    writeFileSync(join(folder, 'thread.js'), "postMessage('ready');");
    writeFileSync(join(folder, 'copies.html'), '<!doctype html><title>Two copies</title>');
    headers.set('policies/copies.html', policy(`${TRUSTED_TYPES}; trusted-types pinna`));
    const page = await browser.newPage();
    await page.goto(`http://localhost:${app.port}/policies/copies.html`);
    const started = await page.evaluate(async () => {
      const copies = await Promise.all(['./first.js', './second.js'].map((copy) => import(copy)));
      const answers = copies.map(
        ({ trustedScript }) =>
          new Promise((resolve) => {
            const worker = new Worker(trustedScript('./thread.js'));
            worker.onmessage = ({ data }) => resolve(data);
          }),
      );
      return Promise.all(answers);
    });
    assert.deepEqual(started, ['ready', 'ready']);
    await page.close();
  });
});
