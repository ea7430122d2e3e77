import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild, { minify } from 'rollup-plugin-esbuild';
import { insideWorker, mapWorker, modules, pageScripts, plugin, worker } from './build/entries.mjs';
import { fusedKernels } from './build/fused-kernels.mjs';
import { thirdPartyNotices } from './build/third-party-notices.mjs';
import { modelNames } from './models/names.mjs';
import packageJson from './package.json' with { type: 'json' };

/** Packages that are installed with Pinna, or by its user if needed (peer dependencies). */
const packages = Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies });
const isDependency = (id) => packages.some((name) => id === name || id.startsWith(`${name}/`));
const typescript = esbuild({ include: /\.ts$/, target: 'es2022', tsconfig: 'tsconfig.json' });

/** Keeps tfjs's unused Node class, which calls `require`. */
const minified = minify({ legalComments: 'none', logOverride: { 'unsupported-require-call': 'silent' } });

/** Removes tfjs's Node code: the modules that only its Node branches import, and its Node platform. */
const withoutNode = {
  name: 'without-node',
  resolveId: (id) =>
    ['fs', 'path', 'os', 'util', 'perf_hooks', 'worker_threads', 'node-fetch'].includes(id) ? '\0nothing' : null,
  load: (id) =>
    id === '\0nothing' || /tfjs-core[\\/]dist[\\/]platforms[\\/]platform_node\.js$/.test(id)
      ? 'export default {};'
      : null,
};

/** Removes tfjs code that Pinna never runs: threaded WASM and the training optimizers. */
const withoutUnused = {
  name: 'without-unused',
  load: (id) => {
    if (/tfjs-backend-wasm[\\/]wasm-out[\\/].*threaded-simd\.js$/.test(id)) return 'export default undefined;';
    if (/tfjs-backend-wasm[\\/]wasm-out[\\/].*threaded-simd\.worker\.js$/.test(id))
      return "export const wasmWorkerContents = '';";
    if (/tfjs-core[\\/]dist[\\/]optimizers[\\/]register_optimizers\.js$/.test(id))
      return 'export function registerOptimizers() {}';
    return null;
  },
};

const notices = thirdPartyNotices('dist/THIRD_PARTY_NOTICES.txt');

/** Plugins for self-contained scripts, which a plain `<script type="module">` can load. */
const whole = [
  withoutNode,
  withoutUnused,
  fusedKernels,
  nodeResolve({ browser: true }),
  commonjs(),
  json(),
  typescript,
  notices.collect,
];
const bundled = [...whole, minified];
/** Plugins for the builds for bundlers and Node: dependencies stay imports. */
const library = [nodeResolve(), json(), typescript];

/**
 * Source map mode for scripts that are mostly tfjs (maps up to 5 MB). The build's tests use the map; the script does not
 * reference it and it is not published.
 */
const MOSTLY_PACKAGES = 'hidden';

const assets = {
  name: 'assets',
  async writeBundle() {
    const wasm = 'node_modules/@tensorflow/tfjs-backend-wasm/dist';
    for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
      await cp(`${wasm}/${file}`, `dist/wasm/${file}`);
    }
    for (const name of modelNames()) {
      for (const file of ['model.json', 'weights.bin']) {
        await cp(`models/${name}/${file}`, `dist/models/${name}/${file}`);
      }
      const teaching = `models/${name}/teaching.bin`;
      if (existsSync(teaching)) await cp(teaching, `dist/models/${name}/teaching.bin`);
    }
    for (const file of ['autoencoder.json', 'weights.bin']) {
      await cp(`models/novelty/${file}`, `dist/models/novelty/${file}`);
    }
  },
};

/** Marks `dist/cli` as CommonJS. The package is ESM, but tfjs is CommonJS in Node, and only CommonJS can import its names. */
const commonjsFolder = {
  name: 'commonjs-folder',
  async writeBundle() {
    await mkdir('dist/cli', { recursive: true });
    await writeFile('dist/cli/package.json', '{ "type": "commonjs" }\n');
  },
};

/** Names a lazy chunk after the module or package that it was imported for. `budgets.json` refers to chunks by these names. */
const chunkFileNames = ({ name, facadeModuleId }) => {
  const inPackage = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(facadeModuleId ?? '')?.[1];
  return `chunk-${(inPackage ?? name).replace(/[^\w-]+/g, '-')}-[hash].js`;
};

/**
 * Puts modules with file addresses into a chunk directly in `dist`. The addresses are relative to `dist`, but some entries are
 * in subfolders.
 */
const filesBesideModule = (id) => (/[\\/]src[\\/](assets|wam[\\/]processor-url)\.ts$/.test(id) ? 'assets' : undefined);

/** Copies the descriptor, which a Web Audio Modules host reads before it loads the plugin. */
const wamDescriptor = {
  name: 'wam-descriptor',
  async writeBundle() {
    await cp('src/wam/descriptor.json', 'dist/wam/descriptor.json');
  },
};

/**
 * Puts the modules that the file view and live sound share into one chunk, including those that live sound loads lazily.
 * Separate chunks would have more bytes in total. The characters that saving and teaching refuse are there, too: a list of a few bytes
 * is not worth a separate request.
 */
const sharedChunk = (id, { getModuleInfo }) => {
  const needs = (entry, found = new Set()) => {
    if (!found.has(entry)) {
      found.add(entry);
      for (const imported of getModuleInfo(entry).importedIds) needs(imported, found);
    }
    return found;
  };
  const module = (path) => resolve('src', path);
  if (id === module('model/harmful-characters.ts')) return 'shared';
  const live = new Set([...needs(module('entries/pinna.ts')), ...needs(module('listener/listening-session.ts'))]);
  return live.has(id) && needs(module('entries/file-view.ts')).has(id) ? 'shared' : undefined;
};

const onwarn = (warning, warn) => {
  // Circular dependencies inside packages, and the Node branches of emscripten's glue code, which never run in a browser.
  if (warning.code === 'CIRCULAR_DEPENDENCY' && /node_modules/.test(warning.message)) return;
  if (warning.code === 'THIS_IS_UNDEFINED' || warning.code === 'EVAL') return;
  // This entry exports only types.
  if (warning.code === 'EMPTY_BUNDLE' && warning.names?.includes('react')) return;
  warn(warning);
};

/** Entries for Node: the page's scripts as modules that import their packages. */
const forNode = Object.fromEntries(Object.entries(pageScripts).map(([name, source]) => [`${name}.node`, source]));

export default [
  {
    input: { ...modules, ...forNode },
    external: isDependency,
    plugins: library,
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      chunkFileNames: 'chunk-[hash].js',
      manualChunks: filesBesideModule,
    },
    onwarn,
  },
  {
    input: pageScripts,
    plugins: bundled,
    output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames, manualChunks: sharedChunk },
    onwarn,
  },
  {
    input: worker,
    plugins: bundled,
    output: { dir: 'dist', format: 'es', sourcemap: MOSTLY_PACKAGES },
    onwarn,
  },
  {
    input: insideWorker,
    plugins: bundled,
    output: { dir: 'dist', format: 'es', sourcemap: MOSTLY_PACKAGES },
    onwarn,
  },
  {
    input: mapWorker,
    plugins: bundled,
    output: { dir: 'dist', format: 'es', sourcemap: MOSTLY_PACKAGES },
    onwarn,
  },
  {
    input: { webgpu: 'src/model/kernels/webgpu.ts' },
    plugins: bundled,
    output: { dir: 'dist', format: 'es', sourcemap: MOSTLY_PACKAGES },
    onwarn,
  },
  {
    input: 'worklets/capture.worklet.ts',
    plugins: [...bundled, assets],
    output: {
      file: 'dist/capture.worklet.js',
      format: 'iife',
      sourcemap: true,
      // If a server imports this script, it does nothing: only an audio thread has this class.
      intro: "if (typeof AudioWorkletProcessor === 'undefined') return;",
    },
    onwarn,
  },
  {
    input: plugin,
    plugins: [...bundled, wamDescriptor],
    output: {
      dir: 'dist',
      format: 'es',
      sourcemap: true,
      chunkFileNames,
      manualChunks: filesBesideModule,
      // If a server imports this module, the class is missing; only pages have it.
      intro: 'const AudioWorkletNode = globalThis.AudioWorkletNode ?? EventTarget;',
    },
    onwarn,
  },
  {
    input: 'worklets/wam.worklet.ts',
    plugins: bundled,
    output: { file: 'dist/wam/processor.js', format: 'iife', sourcemap: true },
    onwarn,
  },
  {
    input: { pinna: 'src/cli/pinna.ts', job: 'src/cli/classify/job.ts' },
    external: (id) => id.startsWith('node:') || isDependency(id),
    plugins: [
      withoutUnused,
      fusedKernels,
      nodeResolve(),
      commonjs(),
      json(),
      typescript,
      commonjsFolder,
      notices.collect,
      notices.write,
    ],
    output: { dir: 'dist/cli', format: 'cjs', sourcemap: MOSTLY_PACKAGES, chunkFileNames: 'chunk-[hash].js' },
    onwarn,
  },
];
