/**
 * Runs minutes or hours of sound through the shipped package faster than real time: worklet, transport, worker, Listener and elements in
 * Chromium, with a test thread instead of the sound card. A burst that no transport can hold comes every ten minutes of sound.
 * At the end it reports the development of memory, tensors, buffers and ports, and checks that captured = processed + dropped.
 * It also compares the last scores with those of a fresh start over only the last minutes.
 *
 * `npm run soak -- --minutes 1440 --model crnn --transport port --backend wasm --step 25`; an hour by default. Writes
 * test/results/soak.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium as playwright } from 'playwright-core';
import { sandbox } from '../harness/chromium-flags.mjs';
import { chromium } from '../harness/chromium.mjs';
import { serve } from '../package/setup/server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    model: { type: 'string', default: 'crnn' },
    transport: { type: 'string', default: 'port' },
    backend: { type: 'string', default: 'wasm' },
    step: { type: 'string', default: '25' },
  },
});

const SAMPLE_RATE = 16_000;
const MINUTE = 60 * SAMPLE_RATE;
const duration = Number(options.minutes);
/**
 * Durations of sound that a fresh start analyses before the comparison, minutes. A recurrent state never forgets completely;
 * every model is within the tolerance after ten. A run of less than an hour compares after one minute; use a model without
 * recurrence for it.
 */
const HISTORIES = duration >= 60 ? [1, 5, 15] : [1];
/** Largest allowed difference of the scores after the longest duration. */
const TOLERANCE = 1e-3;
/**
 * Allowed growth of memory between the two halves, MB, because of uncollected garbage: of the page's heap, and of all
 * processes.
 */
const HEAP_NOISE = 4;
/** Allowed growth of the page's heap for each entry of the log, MB: the log keeps all of them. */
const HEAP_OF_ENTRY = 0.001;
const PROCESS_NOISE = 60;
const POINTS = 24;
/** The slowest layers of the trunk compute once in this many rows, counted from the start. */
const PERIOD_ROWS = 16;

const until = Math.round(duration * MINUTE);
const isolated = options.transport === 'ring';
const server = await serve(root, () =>
  isolated
    ? {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
        'Cross-Origin-Resource-Policy': 'same-origin',
      }
    : {},
);
const browser = await playwright.launch({
  executablePath: chromium(),
  args: [
    ...sandbox,
    '--js-flags=--expose-gc',
    '--enable-precise-memory-info',
    ...(options.backend === 'webgpu' ? ['--enable-unsafe-webgpu'] : []),
  ],
});

/** Returns the memory of all renderer processes, MB, if the system reports it. */
async function resident(cdp) {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  let kilobytes = 0;
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    try {
      kilobytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // Not Linux, or the process has just ended.
    }
  }
  return kilobytes / 1000;
}

const faults = [];
try {
  const page = await browser.newPage();
  const cdp = await browser.newBrowserCDPSession();
  page.on('pageerror', (error) => faults.push(String(error)));
  const points = [];
  let measuring = Promise.resolve();
  await page.exposeFunction('progress', (seconds) => {
    measuring = measuring.then(async () => {
      const worker = page.workers().find((one) => one.url().endsWith('counting-worker.js'));
      const inWorker = await worker?.evaluate(() => {
        globalThis.gc?.();
        return { workerHeap: performance.memory?.usedJSHeapSize, ...globalThis.live };
      });
      const inPage = await page.evaluate(() => globalThis.memory());
      points.push({ minutes: seconds / 60, megabytes: await resident(cdp), ...inPage, ...inWorker });
      const { minutes, megabytes, heap, tensors, entries } = points.at(-1);
      console.log(
        `${minutes.toFixed(0)} min: heap ${(heap / 1e6).toFixed(1)} MB, processes ${megabytes.toFixed(0)} MB, ${tensors} tensors, ` +
          `${entries} entries of the log`,
      );
    });
  });
  await page.goto(`http://localhost:${server.port}/test/soak/index.html`);
  await page.waitForFunction(() => globalThis.ready);

  const listening = {
    model: options.model,
    backend: options.backend,
    transport: options.transport,
    stepFrames: Number(options.step),
    worker: '/test/soak/counting-worker.js',
  };
  const last = MINUTE / 2;
  const longest = Math.max(...HISTORIES) * MINUTE;
  const { figures } = await page.evaluate(
    async (wanted) => {
      const { kept, figures } = await globalThis.hear(wanted);
      globalThis.long = kept;
      return { figures };
    },
    {
      options: listening,
      from: 0,
      until,
      keepFrom: until - last - longest,
      burstEvery: Math.min(10 * MINUTE, Math.round(until / 6 / 128) * 128),
      lastBurst: until - last - longest - MINUTE,
      onProgress: Math.max(MINUTE / 2, Math.round(until / POINTS)),
    },
  );
  await measuring;

  const forgetting = [];
  for (const minutes of HISTORIES) {
    const told = await page.evaluate(
      async ({ options: wanted, history, tail, end, period }) => {
        // Starts at the next frame of the long run at which its slowest layers begin a period, so that both have the same frames.
        const { position, rowsBefore } = globalThis.long.find((one) => one.position >= end - tail - history);
        const from = position + ((period - (rowsBefore % period)) % period) * 320;
        const { kept } = await globalThis.hear({ options: wanted, from, until: end, keepFrom: end - tail });
        return globalThis.difference(globalThis.long, kept);
      },
      { options: listening, history: minutes * MINUTE, tail: last, end: until, period: PERIOD_ROWS },
    );
    forgetting.push({ minutes, ...told });
  }

  const { captured, processed, dropped } = figures.samples;
  // After the views have filled their windows, and before this test stores scores for the comparison.
  const steady = points.filter(
    ({ minutes }) => minutes * MINUTE > until / 6 && minutes * MINUTE < until - last - longest,
  );
  const half = Math.ceil(steady.length / 2);
  const mean = (rows, name) => rows.reduce((sum, row) => sum + (row[name] ?? 0), 0) / rows.length;
  const growth = (name) => mean(steady.slice(half), name) - mean(steady.slice(0, half), name);
  const heapGrowth = growth('heap') / 1e6;
  const check = (fits, what) => {
    if (!fits) faults.push(what);
  };
  check(captured === processed + dropped, `captured ${captured}, processed ${processed}, dropped ${dropped}`);
  check(dropped > 0 && figures.bursts > 0, 'no burst was too much');
  check(figures.tensorsLeft === 0, `${figures.tensorsLeft} tensors left at the end`);
  check(new Set(steady.map(({ tensors }) => tensors)).size === 1, 'the number of tensors changes');
  const entryGrowth = growth('entries');
  check(
    heapGrowth < HEAP_NOISE + HEAP_OF_ENTRY * entryGrowth,
    `the page's heap grows by ${heapGrowth} MB, while the log gets ${entryGrowth} entries`,
  );
  check(growth('megabytes') < PROCESS_NOISE, `the processes grow by ${growth('megabytes')} MB`);
  check(Math.max(...steady.map(({ channels = 0 }) => channels)) <= 2, 'message channels stay open');
  check(Math.abs(growth('gpuBuffers')) < 5, `GPU buffers grow by ${growth('gpuBuffers')}`);
  const { worst, compared } = forgetting.at(-1);
  check(compared >= 500, `${compared} rows could be compared`);
  check(worst <= TOLERANCE, `scores differ by ${worst} from those of a fresh start`);

  const report = {
    ...options,
    ...figures,
    timesRealTime: (duration * 60) / figures.seconds,
    growth: {
      heap: heapGrowth,
      entries: entryGrowth,
      processes: growth('megabytes'),
      gpuBuffers: growth('gpuBuffers'),
    },
    forgetting,
    points,
    faults,
  };
  mkdirSync(`${root}test/results`, { recursive: true });
  writeFileSync(`${root}test/results/soak.json`, `${JSON.stringify(report, null, 2)}\n`);
  console.table({
    sound: `${duration} min, ${figures.bursts} bursts`,
    what: `${figures.model}, ${figures.backend}, ${figures.transport}, ${options.step} frames a step`,
    took: `${figures.seconds.toFixed(0)} s, ${report.timesRealTime.toFixed(0)} times real time`,
    samples: `${captured} = ${processed} + ${dropped}`,
    'heap of the page': `${(mean(steady, 'heap') / 1e6).toFixed(1)} MB, ${heapGrowth.toFixed(1)} MB from half to half`,
    'entries of the log': `${points.at(-1).entries}, ${entryGrowth.toFixed(0)} from half to half`,
    'memory of the processes': `${mean(steady, 'megabytes').toFixed(0)} MB, ${growth('megabytes').toFixed(1)} MB`,
    ...Object.fromEntries(forgetting.map((one) => [`fresh after ${one.minutes} min`, one.worst.toExponential(1)])),
  });
} finally {
  await browser.close();
  server.close();
}
for (const fault of faults) console.error(`soak: ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
