/**
 * What the network costs, in Node: per backend and step size the processor time of a step, its share of a core when the sound is
 * live, and how many times more the same network costs as a sliding window that computes its past anew for every step.
 * Prints tables and writes test/results/bench.json. WebGPU is not in Node; the live page measures it where it is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const results = `${root}test/results`;
const bundle = `${results}/network-bench.cjs`;

mkdirSync(results, { recursive: true });
await build({
  entryPoints: [`${root}test/bench/network-bench.ts`],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['@tensorflow/*'],
  logLevel: 'error',
});
const { benchModels, benchNetwork } = createRequire(import.meta.url)(bundle);

const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.version, load: loadavg()[0] };
console.log(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}, load ${machine.load.toFixed(1)}`);
if (machine.load > 0.5) console.log('Something else is running here: shared caches make the times somewhat longer.');

const models = await benchModels(`${root}models/crnn`);
const rows = [];
for (const model of models) {
  const { name, parameters, macsPerFrame } = model;
  console.log(
    `\n${name}: ${parameters} parameters, ${(macsPerFrame / 1e6).toFixed(2)} M multiply-adds per frame of 20 ms`,
  );
  for (const backend of ['wasm', 'cpu']) {
    const measured = await benchNetwork(model, backend);
    rows.push(...measured);
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
}
const summary = models.map(({ name, parameters, macsPerFrame }) => ({ name, parameters, macsPerFrame }));
writeFileSync(`${results}/bench.json`, `${JSON.stringify({ machine, models: summary, rows }, null, 2)}\n`);
