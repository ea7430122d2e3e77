/* global navigator -- inside page.evaluate */
import { withoutGesture } from '../harness/chromium-flags.mjs';
import { launch } from '../harness/launch.mjs';
import { serve } from '../harness/serve.mjs';

const SECONDS = 8;
const COUNTS = [1, 2, 4, 8];

/**
 * Runs in the page. Starts `count` listeners on one microphone, one after another, and keeps them. @returns start time of each,
 * ms
 */
async function startListeners({ count, wanted }) {
  const { Listener } = await import('/pinna/pinna.js');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const listeners = (globalThis.listeners = []);
  const took = [];
  for (let i = 0; i < count; i++) {
    const listener = new Listener({ model: wanted, backend: 'wasm' });
    const first = new Promise((resolve) => listener.addEventListener('frames', resolve, { once: true }));
    const began = performance.now();
    await listener.start({ kind: 'stream', stream });
    await first;
    took.push(performance.now() - began);
    listeners.push(listener);
  }
  return took;
}

/** Runs in the page. Resolves when the first listener has analysed this many more seconds of sound. */
const hear = (seconds) =>
  new Promise((resolve) => {
    let first;
    globalThis.listeners[0].addEventListener('frames', ({ detail: { time } }) => {
      first ??= time;
      if (time >= first + seconds) resolve();
    });
  });

/** Runs in the page. Stops the listeners. @returns samples that did not reach the network */
async function stopListeners() {
  const { listeners } = globalThis;
  await Promise.all(listeners.map((listener) => listener.stop()));
  return listeners.reduce((sum, { status }) => sum + status.samples.dropped, 0);
}

/** Returns the processor time of all threads of the pages' processes so far, seconds. */
async function processorSeconds(cdp) {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** Measures the total cost of 1, 2, 4 and 8 listeners on one page. They share one worker and one model. */
export async function benchListeners(wanted) {
  const server = await serve();
  const browser = await launch({ flags: [withoutGesture] });
  try {
    const cdp = await browser.newBrowserCDPSession();
    const rows = [];
    for (const count of COUNTS) {
      const page = await browser.newPage();
      const workers = [];
      page.on('worker', (worker) => workers.push(worker));
      await page.goto(server.address);
      const milliseconds = await page.evaluate(startListeners, { count, wanted });
      const [began, before] = [performance.now(), await processorSeconds(cdp)];
      await page.evaluate(hear, SECONDS);
      const [ended, after] = [performance.now(), await processorSeconds(cdp)];
      const samplesDropped = await page.evaluate(stopListeners);
      await page.close();
      rows.push({
        count,
        workers: workers.length,
        firstStartMilliseconds: milliseconds[0],
        lastStartMilliseconds: milliseconds.at(-1),
        percentOfCore: (100_000 * (after - before)) / (ended - began),
        samplesDropped,
      });
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}

export function printListeners(rows) {
  const alone = rows[0].percentOfCore;
  console.log('\nListeners on one page, one microphone');
  console.table(
    Object.fromEntries(
      rows.map(({ count, workers, firstStartMilliseconds, lastStartMilliseconds, percentOfCore, samplesDropped }) => [
        count,
        {
          workers,
          'page, all its threads (% of a core)': percentOfCore.toFixed(2),
          '× one': (percentOfCore / alone).toFixed(1),
          'first prediction of the first (ms)': firstStartMilliseconds.toFixed(0),
          'of the last (ms)': lastStartMilliseconds.toFixed(0),
          'samples dropped': samplesDropped,
        },
      ]),
    ),
  );
}
