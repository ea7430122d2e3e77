/**
 * What the live page costs its user, in a real Chromium with the fake microphone: time from the button to the first
 * prediction (cold, then with a warm cache), main-thread tasks over 50 ms while it runs, and the status line's figures.
 * Run after `npm run build` and `npm run fixtures`; writes test/results/page.json.
 *
 * `node test/bench/page.mjs --model NAME`: which of the models in models/; the default one where left out.
 */
/* global document, PerformanceObserver -- inside page.evaluate */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from 'playwright-core';
import { chromium } from '../chromium.mjs';
import { modelOption } from './model-option.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SECONDS = 30;
const model = modelOption();

async function serve() {
  const server = spawn(process.execPath, ['demo/serve.mjs', '--port', '0'], { cwd: root });
  const address = await new Promise((resolve, reject) => {
    server.stdout.on('data', (data) => {
      const url = /http:\/\/\S+/.exec(String(data))?.[0];
      if (url) resolve(url);
    });
    server.on('exit', () => reject(new Error('The server ended before it gave an address.')));
  });
  return { address, close: () => server.kill() };
}

/** Seconds that the page's main thread has been busy so far. */
async function busySeconds(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** In the page: from the click to the first frames event, then the long tasks of `seconds` more. */
async function measure(page, seconds) {
  return page.evaluate(
    async ({ listenFor, wanted }) => {
      const longTasks = [];
      const observer = new PerformanceObserver((list) =>
        longTasks.push(...list.getEntries().map((entry) => entry.duration)),
      );
      const element = document.querySelector('pinna-listener');
      if (wanted) element.model = wanted;
      await element.updateComplete;
      const first = new Promise((resolve) => element.addEventListener('pinna-frames', resolve, { once: true }));
      const began = performance.now();
      await element.start();
      await first;
      const firstPrediction = performance.now() - began;
      observer.observe({ type: 'longtask' });
      await new Promise((resolve) => setTimeout(resolve, listenFor * 1000));
      observer.disconnect();
      const { status } = element.listener;
      await element.stop();
      return { firstPrediction, longTasks, status };
    },
    { listenFor: seconds, wanted: model },
  );
}

const server = await serve();
const browser = await playwright.launch({
  executablePath: chromium(),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--autoplay-policy=no-user-gesture-required',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${root}test/fixtures/audio/scene.wav`,
  ],
});
try {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.address);
  const cold = await measure(page, 0);
  await page.reload();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  const busyBefore = await busySeconds(cdp);
  const warm = await measure(page, SECONDS);
  const busy = (await busySeconds(cdp)) - busyBefore;
  const { backend, sampleRate, millisecondsPerStep, cost, latency, samples } = warm.status;
  const rows = {
    model: `${warm.status.model.name} ${warm.status.model.version}`,
    'first prediction, cold (ms)': cold.firstPrediction.toFixed(0),
    'first prediction, warm cache (ms)': warm.firstPrediction.toFixed(0),
    [`main-thread tasks over 50 ms in ${SECONDS} s`]: warm.longTasks.length,
    'longest of them (ms)': Math.max(0, ...warm.longTasks).toFixed(0),
    'main thread, busy per display frame (ms, at 60 a second)': ((1000 * busy) / (60 * SECONDS)).toFixed(2),
    backend: backend.backend,
    'sample rate (Hz)': sampleRate,
    'network step (ms)': millisecondsPerStep.toFixed(2),
    'cost (% of a core)': (cost * 100).toFixed(2),
    'latency (ms)': (latency * 1000).toFixed(0),
    'samples dropped': samples.dropped,
  };
  console.table(rows);
  mkdirSync(`${root}test/results`, { recursive: true });
  writeFileSync(
    `${root}test/results/page.json`,
    `${JSON.stringify({ rows, measurements: backend.measurements }, null, 2)}\n`,
  );
} finally {
  await browser.close();
  server.close();
}
