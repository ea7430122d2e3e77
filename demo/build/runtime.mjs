import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const ENTRIES = [
  'pinna.js',
  'file-view.js',
  'descriptor-view.js',
  'line-in.js',
  'teach-view.js',
  'explore-view.js',
  'network-view.js',
  'novelty-view.js',
  'locales/de.js',
  'wam/index.js',
  'wam/processor.js',
  'worker.js',
  'inside-worker.js',
  'map-worker.js',
  'webgpu.js',
  'capture.worklet.js',
];
/** The descriptor, which hosts read before they load the plugin. */
const DESCRIPTOR = 'wam/descriptor.json';

/** Returns the scripts of `dist/` that a page may load: the entries and all their imports. */
async function scripts(dist) {
  const { metafile } = await build({
    entryPoints: ENTRIES.map((name) => join(dist, name)),
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'unwritten',
    // tfjs imports some Node modules in branches that only Node runs.
    packages: 'external',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs).map((path) => relative(dist, path));
}

/**
 * Copies only those files of `dist/` that a page with Pinna needs.
 *
 * @param dist folder of the built package
 * @param to target folder
 * @param models names of the models to copy
 */
export async function copyRuntime(dist, to, models) {
  const wasm = (await readdir(join(dist, 'wasm'))).map((name) => join('wasm', name));
  const weights = models.flatMap((name) => ['model.json', 'weights.bin'].map((file) => join('models', name, file)));
  const teaching = models
    .map((name) => join('models', name, 'teaching.bin'))
    .filter((file) => existsSync(join(dist, file)));
  const novelty = ['autoencoder.json', 'weights.bin'].map((file) => join('models', 'novelty', file));
  for (const file of [...(await scripts(dist)), DESCRIPTOR, ...wasm, ...weights, ...teaching, ...novelty]) {
    await cp(join(dist, file), join(to, file), { recursive: true });
  }
}
