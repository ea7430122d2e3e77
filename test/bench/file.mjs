/**
 * Measures how much faster than real time whole files are classified in Chromium: two minutes of stereo, by frames per step.
 * Also measures the main thread's load meanwhile. Run it after `npm run build`; writes test/results/file.json.
 *
 * `node test/bench/file.mjs --model NAME`: one of the models in models/; default: the default model.
 */
/* global PerformanceObserver -- inside page.evaluate */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from 'playwright-core';
import { chromium } from '../harness/chromium.mjs';
import { serve } from '../harness/serve.mjs';
import { options } from './options.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const model = options().model;
const MINUTES = 2;
const RATES = [48_000];
const STEPS = [5, 32, 64, 128];

/** Runs in the page. */
async function measure({ minutes, sampleRate, stepFrames, named }) {
  const { classify } = await import('/pinna/file-view.js');
  const channel = Float32Array.from(
    { length: minutes * 60 * sampleRate },
    (_, n) => 0.2 * Math.sin(n * 0.05 + 0.00001 * n * Math.sin(n / 90_000)) + 0.02 * (Math.random() - 0.5),
  );
  const longTasks = [];
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  const began = performance.now();
  const { costPerSecond, backend } = await classify([channel, channel], {
    sampleRate,
    stepFrames,
    features: true,
    ...(named ? { model: named } : {}),
  });
  const seconds = (performance.now() - began) / 1000;
  observer.disconnect();
  return { seconds, costPerSecond, backend: backend.backend, longTasks: longTasks.length };
}

const server = await serve();
const browser = await playwright.launch({
  executablePath: chromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  await page.goto(server.address);
  const rows = [];
  for (const sampleRate of RATES) {
    for (const stepFrames of STEPS) {
      const heard = await page.evaluate(measure, { minutes: MINUTES, sampleRate, stepFrames, named: model });
      rows.push({
        backend: heard.backend,
        'sample rate (Hz)': sampleRate,
        'frames a step': stepFrames,
        '× real time': Math.round((MINUTES * 60) / heard.seconds),
        '× real time, in the worker': Math.round(1 / heard.costPerSecond),
        'main-thread tasks over 50 ms': heard.longTasks,
      });
    }
  }
  console.table(rows);
  mkdirSync(`${root}test/results`, { recursive: true });
  writeFileSync(`${root}test/results/file.json`, `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await browser.close();
  server.close();
}
