/* global document, PerformanceObserver, AudioContext, navigator -- inside page.evaluate */
import { writeFileSync } from 'node:fs';
import { wavFile } from '../cli/sounds.mjs';
import { serve } from '../harness/serve.mjs';
import { results } from './bundle.mjs';
import { benchDisplayFrames, printDisplayFrames } from './display-frames.mjs';
import { withoutGesture } from '../harness/chromium-flags.mjs';
import { launch } from '../harness/launch.mjs';

const SECONDS = 12;
const RATE = 48_000;
/** Values of frames per step for the latency measurement. */
const STEPS = [1, 2, 5];

/** Writes a file with clicks of 5 ms in silence, about three a second, never in step with frames. @returns the file */
function clicks() {
  const sound = new Float32Array(10 * RATE);
  for (let at = 0.1; at < 9.9; at += 0.291 + 0.017 * Math.sin(77 * at)) {
    const first = Math.round(at * RATE);
    for (let i = 0; i < 0.005 * RATE; i++) sound[first + i] = Math.random() - 0.5;
  }
  const file = `${results}/clicks.wav`;
  writeFileSync(file, wavFile([sound], RATE));
  return file;
}

/** Returns the busy time of the page's main thread so far, seconds. */
async function busySeconds(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

/**
 * Runs in the live page. Measures the time from the button to the first frames event, then the long tasks of `listenFor` more
 * seconds of sound.
 */
async function listen({ listenFor, wanted }) {
  const longTasks = [];
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map((entry) => entry.duration)),
  );
  const element = document.querySelector('pinna-listener');
  element.model = wanted;
  await element.updateComplete;
  const first = new Promise((resolve) => element.addEventListener('pinna-frames', resolve, { once: true }));
  const began = performance.now();
  await element.start();
  await first;
  const firstPrediction = performance.now() - began;
  observer.observe({ type: 'longtask' });
  await new Promise((resolve) => {
    let from;
    element.addEventListener('pinna-frames', ({ detail: { time } }) => {
      from ??= time;
      if (time >= from + listenFor) resolve();
    });
  });
  observer.disconnect();
  const { status } = element.listener;
  await element.stop();
  return { firstPrediction, longTasks, status };
}

/**
 * Runs in the page. Measures for every click the time from its arrival at the AudioContext to the `frames` event with it,
 * seconds. If a frame contains the click and the previous one does not, the click is in the last 20 ms of that frame. The
 * earliest possible position counts.
 */
async function latencies({ stepFrames, listenFor, wanted }) {
  const { Listener } = await import('/pinna/pinna.js');
  const context = new AudioContext();
  const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const device = stream.getTracks()[0].getSettings().latency ?? 0;
  const listener = new Listener({ stepFrames, model: wanted, backend: 'wasm', features: true });
  const found = [];
  let wasLoud = true;
  let from;
  let enough;
  const heardEnough = new Promise((resolve) => (enough = resolve));
  listener.addEventListener('frames', ({ detail: { time, features, frames } }) => {
    const now = context.currentTime;
    for (let frame = 0; frame < frames; frame++) {
      const isLoud = Math.max(...features.subarray(frame * 64, (frame + 1) * 64)) > -60;
      if (isLoud && !wasLoud) found.push(now - (time + frame * 0.02 + 0.012));
      wasLoud = isLoud;
    }
    from ??= time;
    if (time >= from + listenFor) enough();
  });
  await listener.start({ kind: 'node', node: context.createMediaStreamSource(stream) });
  await heardEnough;
  await listener.stop();
  for (const track of stream.getTracks()) track.stop();
  await context.close();
  found.sort((a, b) => a - b);
  const at = (share) => 1000 * found[Math.floor(share * (found.length - 1))];
  return { stepFrames, clicks: found.length, device: 1000 * device, median: at(0.5), p95: at(0.95) };
}

async function benchListening(address, wanted) {
  const browser = await launch({ flags: [withoutGesture] });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    const cold = await page.evaluate(listen, { listenFor: 0, wanted });
    await page.reload();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    const busyBefore = await busySeconds(cdp);
    const warm = await page.evaluate(listen, { listenFor: SECONDS, wanted });
    const busy = (await busySeconds(cdp)) - busyBefore;
    const { backend, sampleRate, millisecondsPerStep, cost, samples } = warm.status;
    return {
      browser: browser.version(),
      firstPredictionMilliseconds: { cold: cold.firstPrediction, warm: warm.firstPrediction },
      seconds: SECONDS,
      tasksOver50Milliseconds: warm.longTasks.length,
      mainThreadPercent: (100 * busy) / SECONDS,
      backend: backend.backend,
      sampleRate,
      millisecondsPerStep,
      percentOfCore: 100 * cost,
      samplesDropped: samples.dropped,
    };
  } finally {
    await browser.close();
  }
}

async function benchLatency(address, wanted) {
  const browser = await launch({ file: clicks(), flags: [withoutGesture] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    const rows = [];
    for (const stepFrames of STEPS)
      rows.push(await page.evaluate(latencies, { stepFrames, listenFor: SECONDS / 2, wanted }));
    return rows;
  } finally {
    await browser.close();
  }
}

/** Measures the load of the live page in Chromium with the fake microphone, and its latency. */
export async function benchPage(model) {
  const server = await serve();
  try {
    return {
      listening: await benchListening(server.address, model),
      displayFrames: await benchDisplayFrames(server.address, model),
      latency: await benchLatency(server.address, model),
    };
  } finally {
    server.close();
  }
}

export function printPage({ listening: page, displayFrames, latency }) {
  console.log(`\nIn the live page, Chromium ${page.browser}, fake microphone`);
  console.table({
    'first prediction, cold (ms)': page.firstPredictionMilliseconds.cold.toFixed(0),
    'first prediction, warm cache (ms)': page.firstPredictionMilliseconds.warm.toFixed(0),
    [`main-thread tasks over 50 ms in ${page.seconds} s`]: page.tasksOver50Milliseconds,
    'main thread, busy (%)': page.mainThreadPercent.toFixed(1),
    backend: page.backend,
    'sample rate (Hz)': page.sampleRate,
    'network step of 5 frames (ms)': page.millisecondsPerStep.toFixed(2),
    'worker, features to decisions (% of a core)': page.percentOfCore.toFixed(2),
    'samples dropped': page.samplesDropped,
  });
  printDisplayFrames(displayFrames);
  console.log('From a click in the AudioContext to the event in the page');
  console.table(
    Object.fromEntries(
      latency.map(({ stepFrames, clicks: heard, device, median, p95 }) => [
        `${stepFrames} frame${stepFrames === 1 ? '' : 's'} a step`,
        {
          clicks: heard,
          'median (ms)': median.toFixed(0),
          'p95 (ms)': p95.toFixed(0),
          'microphone, by its own account (ms)': device.toFixed(0),
        },
      ]),
    ),
  );
}
