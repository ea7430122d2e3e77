/**
 * Measures Pinna's speed in one run: against the arithmetic limit, features alone, against other methods, by step size, on
 * files, on the audio thread, in a page, by number of listeners, and on WebGPU if there is an adapter. Run it after `npm run
 * build` and `npm run fixtures`. Prints tables and writes JSON. Compared values are measured in the same run;
 * docs/benchmarks.md describes the method.
 *
 *   --model NAME   one of the models in models/; default: the default model
 *   --only LIST    sections, separated by commas: limit, features, fused, against, steps, files, audio-thread, page, listeners,
 *                  webgpu
 *   --json FILE    output file; default: test/results/bench.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { benchAgainst, printAgainst } from './against.mjs';
import { benchAudioThread, printAudioThread } from './audio-thread.mjs';
import { results, root } from './bundle.mjs';
import { benchFeatures, printFeatures } from './features.mjs';
import { benchFiles, printFiles } from './files.mjs';
import { benchFused, printFused } from './fused.mjs';
import { benchLimit, printLimit } from './limit.mjs';
import { benchListeners, printListeners } from './listeners.mjs';
import { options } from './options.mjs';
import { benchPage, printPage } from './page.mjs';
import { benchSteps, printSteps } from './steps.mjs';
import { benchWebgpu, printWebgpu } from './webgpu-bench.mjs';

const { model = 'crnn', only, json = `${results}/bench.json` } = options();
const folder = `${root}models/${model}`;
const manifest = JSON.parse(readFileSync(`${folder}/model.json`, 'utf8'));
const weights = readFileSync(`${folder}/weights.bin`);

const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.version, load: loadavg()[0] };
console.log(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}, load ${machine.load.toFixed(1)}`);
console.log(
  `${model} ${manifest.version}: ${(manifest.macsPerSecond / 1e6).toFixed(0)} M multiply-adds per second of sound`,
);
if (machine.load > 0.5) console.log('Something else is running here: times are longer, ratios less so.');

const sections = {
  limit: [() => benchLimit(model), printLimit],
  features: [() => benchFeatures(), printFeatures],
  fused: [() => benchFused(), printFused],
  against: [() => benchAgainst(manifest), printAgainst],
  steps: [() => benchSteps(manifest, weights), printSteps],
  files: [() => benchFiles(model), printFiles],
  'audio-thread': [() => benchAudioThread(), printAudioThread],
  page: [() => benchPage(model), printPage],
  listeners: [() => benchListeners(model), printListeners],
  webgpu: [() => benchWebgpu(manifest, weights), printWebgpu],
};
const figures = { machine, model: { name: model, version: manifest.version, macsPerSecond: manifest.macsPerSecond } };
for (const [name, [bench, print]] of Object.entries(sections)) {
  if (only && !only.includes(name)) continue;
  figures[name] = await bench();
  print(figures[name]);
}
writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
process.exit();
