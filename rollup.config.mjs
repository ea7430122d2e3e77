import { cp, mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild, { minify } from 'rollup-plugin-esbuild';
import { modules, pageScripts, plugin, worker } from './build/entries.mjs';
import { thirdPartyNotices } from './build/third-party-notices.mjs';
import { modelNames } from './models/names.mjs';
import packageJson from './package.json' with { type: 'json' };

/** Installed beside Pinna, some only where they are used. */
const packages = Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies });
const isDependency = (id) => packages.some((name) => id === name || id.startsWith(`${name}/`));
const typescript = esbuild({ include: /\.ts$/, target: 'es2022', tsconfig: 'tsconfig.json' });

/** tfjs's class for Node stays in, unused, with its `require`. */
const minified = minify({ legalComments: 'none', logOverride: { 'unsupported-require-call': 'silent' } });

/** What tfjs has for Node alone: modules that it asks for in branches that only Node takes, and its platform. */
const withoutNode = {
  name: 'without-node',
  resolveId: (id) =>
    ['fs', 'path', 'os', 'util', 'perf_hooks', 'worker_threads', 'node-fetch'].includes(id) ? '\0nothing' : null,
  load: (id) =>
    id === '\0nothing' || /tfjs-core[\\/]dist[\\/]platforms[\\/]platform_node\.js$/.test(id)
      ? 'export default {};'
      : null,
};

/** What tfjs brings along and Pinna never runs: its WASM with threads, and its optimizers for training. */
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

/** Everything inside, so that a plain `<script type="module">` works. */
const whole = [
  withoutNode,
  withoutUnused,
  nodeResolve({ browser: true }),
  commonjs(),
  json(),
  typescript,
  notices.collect,
];
const bundled = [...whole, minified];
/** For bundlers and Node: dependencies stay imports. */
const library = [nodeResolve(), json(), typescript];

/** Source map of a script that is mostly tfjs, up to 5 MB: for the build's tests, not named in the script and not published. */
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
    }
  },
};

/** The package is ESM, but tfjs is CommonJS in Node, and named imports of CommonJS only work from CommonJS. */
const commonjsFolder = {
  name: 'commonjs-folder',
  async writeBundle() {
    await mkdir('dist/cli', { recursive: true });
    await writeFile('dist/cli/package.json', '{ "type": "commonjs" }\n');
  },
};

/** A chunk that is loaded later is named for the module or package that is asked for: `budgets.json` tells them apart. */
const chunkFileNames = ({ name, facadeModuleId }) => {
  const inPackage = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(facadeModuleId ?? '')?.[1];
  return `chunk-${(inPackage ?? name).replace(/[^\w-]+/g, '-')}-[hash].js`;
};

/** Addresses of files are relative to `dist`, where chunks are and entries are not all. */
const filesBesideModule = (id) => (/[\\/]src[\\/](assets|wam[\\/]processor-url)\.ts$/.test(id) ? 'assets' : undefined);

/** What a host of Web Audio Modules reads before it loads the plugin. */
const wamDescriptor = {
  name: 'wam-descriptor',
  async writeBundle() {
    await cp('src/wam/descriptor.json', 'dist/wam/descriptor.json');
  },
};

/**
 * What the file view and live sound both need is one chunk, also what live sound needs only once it listens: chunks of their own
 * would be more bytes together.
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
  const live = new Set([...needs(module('entries/pinna.ts')), ...needs(module('listener/listening-session.ts'))]);
  return live.has(id) && needs(module('entries/file-view.ts')).has(id) ? 'shared' : undefined;
};

const onwarn = (warning, warn) => {
  // Cycles of packages, and the emscripten glue's node branches, which never run in a browser.
  if (warning.code === 'CIRCULAR_DEPENDENCY' && /node_modules/.test(warning.message)) return;
  if (warning.code === 'THIS_IS_UNDEFINED' || warning.code === 'EVAL') return;
  // Its module has types only.
  if (warning.code === 'EMPTY_BUNDLE' && warning.names?.includes('react')) return;
  warn(warning);
};

/** In Node, the page's scripts are modules without the packages that they need. */
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
      // A server may import any module of the package; only an audio thread has these.
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
      // A server may import any module of the package; only a page has these.
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
