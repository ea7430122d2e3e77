import { cp, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const ENTRIES = [
  'pinna.js',
  'file-view.js',
  'descriptor-view.js',
  'line-in.js',
  'wam/index.js',
  'wam/processor.js',
  'worker.js',
  'webgpu.js',
  'capture.worklet.js',
];
/** What hosts of the plugin read before they load it. */
const DESCRIPTOR = 'wam/descriptor.json';

/** The scripts of `dist/` that a page loads sooner or later: the entries and all that they import. */
async function scripts(dist) {
  const { metafile } = await build({
    entryPoints: ENTRIES.map((name) => join(dist, name)),
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'unwritten',
    // tfjs names some in branches that only Node takes.
    packages: 'external',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs).map((path) => relative(dist, path));
}

/** Copies what a page with Pinna needs of `dist/`, and nothing else. */
export async function copyRuntime(dist, to, models) {
  const wasm = (await readdir(join(dist, 'wasm'))).map((name) => join('wasm', name));
  const weights = models.flatMap((name) => ['model.json', 'weights.bin'].map((file) => join('models', name, file)));
  for (const file of [...(await scripts(dist)), DESCRIPTOR, ...wasm, ...weights]) {
    await cp(join(dist, file), join(to, file), { recursive: true });
  }
}
