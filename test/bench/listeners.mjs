/* global navigator -- inside page.evaluate */
import { scene } from '../chromium-flags.mjs';
import { launchHearing } from '../launch-hearing.mjs';
import { serve } from '../site/serve.mjs';

const SECONDS = 8;
const COUNTS = [1, 2, 4, 8];

/** In the page: that many listeners to one microphone, started one after the other; they stay. @returns milliseconds that each took */
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

/** In the page. @returns samples that did not reach the network */
async function stopListeners() {
  const { listeners } = globalThis;
  await Promise.all(listeners.map((listener) => listener.stop()));
  return listeners.reduce((sum, { status }) => sum + status.samples.dropped, 0);
}

/** Seconds of processor that the pages' processes have taken so far, with all their threads. */
async function processorSeconds(cdp) {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** What 1, 2, 4 and 8 listeners on one page cost together: they share one worker and one model. */
export async function benchListeners(wanted) {
  const server = await serve();
  const browser = await launchHearing(scene);
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
      await page.waitForTimeout(SECONDS * 1000);
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
