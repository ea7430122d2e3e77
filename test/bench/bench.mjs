/**
 * What the network costs: per backend and step size the time of a step, its share of a core when the sound is live, and how
 * many times more the same network costs as a sliding window that computes its past anew for every step. WASM and CPU are
 * measured in Node, in processor time; WebGPU in a Chromium, where one is installed, by the wall clock, and what adapter it
 * has is said. Prints tables and writes test/results/bench.json.
 *
 * `npm run bench -- --model NAME`: which of the models in models/; the default one where left out.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { findChromium } from '../chromium.mjs';
import { modelOption } from './model-option.mjs';
import { benchWebgpu } from './webgpu-bench.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const results = `${root}test/results`;
const bundle = `${results}/network-bench.cjs`;
const wanted = modelOption();

mkdirSync(results, { recursive: true });
await build({
  entryPoints: [`${root}test/bench/network-bench.ts`],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  logLevel: 'error',
});
const { benchModels, benchNetwork, wasmFilesIn, DEFAULT_MODEL } = createRequire(import.meta.url)(bundle);

function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function print(backend, measured) {
  console.table(
    Object.fromEntries(
      measured.map(({ step, milliseconds, percentOfCore, slidingWindows }) => [
        `${backend}, ${step} frame${step === 1 ? '' : 's'} a step`,
        {
          'ms per step': milliseconds.toFixed(2),
          '% of a core': percentOfCore.toFixed(2),
          ...Object.fromEntries(
            Object.entries(slidingWindows).map(([frames, ratio]) => [
              `window of ${(frames * 0.02).toFixed(2)} s`,
              `× ${ratio.toFixed(1)}`,
            ]),
          ),
        },
      ]),
    ),
  );
}

const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.version, load: loadavg()[0] };
console.log(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}, load ${machine.load.toFixed(1)}`);
if (machine.load > 0.5) console.log('Something else is running here: shared caches make the times somewhat longer.');

const folder = `${root}models/${wanted ?? DEFAULT_MODEL}`;
const manifest = JSON.parse(readFileSync(`${folder}/model.json`, 'utf8'));
const weights = readFileSync(`${folder}/weights.bin`);
const models = await benchModels(manifest, new Uint8Array(weights).buffer);
const rows = [];
for (const model of models) {
  const { name, parameters, macsPerFrame } = model;
  console.log(
    `\n${name}: ${parameters} parameters, ${(macsPerFrame / 1e6).toFixed(2)} M multiply-adds per frame of 20 ms`,
  );
  for (const backend of ['wasm', 'cpu']) {
    const measured = await benchNetwork(model, backend, processorTime, {
      wasm: wasmFilesIn(`${root}node_modules/@tensorflow/tfjs-backend-wasm/dist/`),
    });
    rows.push(...measured);
    print(backend, measured);
  }
}

const executablePath = findChromium();
if (executablePath) {
  const { adapter, measured } = await benchWebgpu(executablePath, manifest, weights);
  console.log(`\n${models[0].name} on WebGPU in Chromium, wall clock; adapter: ${adapter}`);
  if (measured.length > 0) print('webgpu', measured);
  rows.push(...measured.map((row) => ({ ...row, adapter })));
} else {
  console.log('\nWebGPU is left out: no Chromium or Chrome found (CHROME_PATH).');
}
const summary = models.map(({ name, parameters, macsPerFrame }) => ({ name, parameters, macsPerFrame }));
writeFileSync(`${results}/bench.json`, `${JSON.stringify({ machine, models: summary, rows }, null, 2)}\n`);
