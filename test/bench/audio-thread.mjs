/**
 * Measures the cost of `process()` on the audio thread, in Node. Runs the built worklet of `dist` quantum by quantum, as a
 * browser does, writing into the ring. (No browser has a clock of sufficient resolution on that thread.)
 */
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import { results, root } from './bundle.mjs';

const RATE = 48_000;
const QUANTUM = 128;
/** Quanta between two reads of the ring. */
const BURST = 375;

async function ring() {
  const outfile = `${results}/ring.cjs`;
  const contents = `export { createTransport } from './src/capture/transport/create-transport.js';
    export { openReader } from './src/capture/transport/open-reader.js';`;
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  globalThis.crossOriginIsolated = true; // Node shares memory, but does not define this flag
  const { createTransport, openReader } = createRequire(import.meta.url)(outfile);
  const { worklet, worker } = createTransport('ring', RATE);
  return { end: worklet.end, reader: openReader(worker.handle) };
}

/** Creates the processor that `dist/capture.worklet.js` registers, as an audio thread would. */
function processor() {
  let Processor;
  globalThis.AudioWorkletProcessor = class {
    port = { postMessage() {}, onmessage: null };
  };
  globalThis.registerProcessor = (_, constructor) => (Processor = constructor);
  // Runs in this context: the globals of a new context are slow to access and allocate.
  runInThisContext(readFileSync(`${root}dist/capture.worklet.js`, 'utf8'));
  return new Processor();
}

/** Sums the bytes allocated by a node of the heap profile and its callees. */
const bytesBelow = (node) => node.children.reduce((sum, child) => sum + bytesBelow(child), node.selfSize);

function nodesNamed(name, node) {
  return node.callFrame.functionName === name ? [node] : node.children.flatMap((child) => nodesNamed(name, child));
}

/**
 * Measures `process()`.
 * @param quanta number of timed quanta; as many more are profiled for allocations
 * @returns times of `process()` in microseconds, its budget, and the bytes that it allocated according to the sampling heap
 * profiler
 */
export async function benchAudioThread(quanta = 60_000) {
  const { end, reader } = await ring();
  Object.assign(globalThis, { sampleRate: RATE, currentFrame: 0, currentTime: 0 });
  const capture = processor();
  capture.port.onmessage({ data: { type: 'open', transport: end } });
  const inputs = [[Float32Array.from({ length: QUANTUM }, (_, i) => Math.sin(i / 7))]];
  const times = new Float64Array(quanta);
  let processed = 0;
  const run = (record) => {
    for (let i = 0; i < quanta; i++) {
      const began = performance.now();
      capture.process(inputs, [], {});
      if (record) times[i] = performance.now() - began;
      globalThis.currentFrame += QUANTUM;
      if (i % BURST === 0)
        for (let block = reader.read(); block; block = reader.read()) processed += block.samples.length;
    }
  };
  run(false);
  run(true);
  const session = new Session();
  session.connect();
  const post = (method, parameters) =>
    new Promise((resolve, reject) =>
      session.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result))),
    );
  await post('HeapProfiler.startSampling', {
    samplingInterval: 64,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  run(false);
  const { profile } = await post('HeapProfiler.stopSampling');
  session.disconnect();
  reader.dispose();
  times.sort();
  return {
    budgetMicroseconds: (1e6 * QUANTUM) / RATE,
    medianMicroseconds: 1000 * times[quanta >> 1],
    p99Microseconds: 1000 * times[Math.floor(0.99 * quanta)],
    allocatedBytes: nodesNamed('process', profile.head).reduce((sum, node) => sum + bytesBelow(node), 0),
    sampledBytes: bytesBelow(profile.head),
    processed,
  };
}

export function printAudioThread({ budgetMicroseconds, medianMicroseconds, p99Microseconds, allocatedBytes }) {
  console.log('\nAudio thread: process() of a quantum of 128 samples at 48 kHz, ring');
  console.table({
    'process()': {
      'median (µs)': medianMicroseconds.toFixed(2),
      'p99 (µs)': p99Microseconds.toFixed(2),
      'p99, % of the quantum': ((100 * p99Microseconds) / budgetMicroseconds).toFixed(3),
      'bytes allocated': allocatedBytes,
    },
  });
}
