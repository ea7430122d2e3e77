import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

const FOLDER = 'src/elements';

/**
 * Element entries. Each element has a module with its class, in the folder of its topic, and a module in `define` that
 * registers it.
 */
const elements = readdirSync(FOLDER, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\/pinna-[\w-]+\.ts$/.test(file))
  .map((file) => [
    file.startsWith('define/') ? `elements/${file.replace(/\.ts$/, '')}` : `elements/${basename(file, '.ts')}`,
    `${FOLDER}/${file}`,
  ]);

/** Entries for bundlers and Node: name in `dist` → source. */
export const modules = {
  index: 'src/entries/index.ts',
  elements: 'src/entries/elements.ts',
  ...Object.fromEntries(elements),
  'locales/de': 'src/entries/german.ts',
  'locales/register': 'src/entries/register-locale.ts',
  descriptors: 'src/entries/descriptors.ts',
  features: 'src/entries/features.ts',
  formats: 'src/entries/formats.ts',
  models: 'src/entries/models.ts',
  react: 'src/entries/react.ts',
};

/** Entries for pages without a bundler: name in `dist` → source. */
export const pageScripts = {
  pinna: 'src/entries/pinna.ts',
  'file-view': 'src/entries/file-view.ts',
  'descriptor-view': 'src/entries/descriptor-view.ts',
  'line-in': 'src/entries/line-in.ts',
  'teach-view': 'src/entries/teach-view.ts',
  'explore-view': 'src/entries/explore-view.ts',
  'network-view': 'src/entries/network-view.ts',
  'novelty-view': 'src/entries/novelty-view.ts',
};

/** Entry of the inference worker. */
export const worker = { worker: 'src/worker/thread/worker.ts' };

/** Entry of the worker that shows the inside of a network. */
export const insideWorker = { 'inside-worker': 'src/worker/thread/inside-worker.ts' };

/** Entry of the worker that computes maps of recordings. */
export const mapWorker = { 'map-worker': 'src/worker/thread/map-worker.ts' };

/** Entry of the Web Audio Modules plugin. */
export const plugin = { 'wam/index': 'src/wam/index.ts' };

/** Script of the audio thread. */
export const worklet = { worklet: 'worklets/capture.worklet.ts' };

/** Entries with declarations: name in `dist/types` → source. */
export const typed = { ...modules, ...pageScripts, ...plugin, ...worker, ...insideWorker, ...mapWorker, ...worklet };

/**
 * Returns the path of an entry's declarations in the output of `tsc -p tsconfig.build.json`. The worklet is a script without
 * exports, like the worker, so it uses the worker's declarations.
 */
export const declarationOf = (source) =>
  (source === worklet.worklet ? worker.worker : source).replace(/^src\//, '').replace(/\.ts$/, '.d.ts');
