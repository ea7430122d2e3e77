import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { modelNames } from '../models/names.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where pages find what several tests share. */
const SHARED = 'test/shared';

/** All tests in one build: a module that many of them import is read once, and is one instance within each. */
async function bundled(tests) {
  const { outputFiles } = await build({
    entryPoints: tests,
    absWorkingDir: root,
    outdir: root,
    outbase: root,
    outExtension: { '.js': '.ts' },
    entryNames: '[dir]/[name]',
    chunkNames: `${SHARED}/[name]-[hash]`,
    splitting: true,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    sourcemap: 'linked',
    write: false,
    logLevel: 'silent',
    define: {
      global: 'globalThis',
      MODEL_NAMES: JSON.stringify(modelNames()),
      SHARED_MODULES: JSON.stringify(`/${SHARED}/`),
    },
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${path.slice(root.length)}`, text]));
}

/**
 * Serves tests as bundles, so that they may import CommonJS packages (tfjs needs two). `MODEL_NAMES` in them is the list of the
 * models that are there, `SHARED_MODULES` the path of the folder where modules are that more than one test imports.
 */
export function bundleTests(tests) {
  let files;
  return {
    name: 'bundle-tests',
    async serve({ path }) {
      files ??= bundled(tests);
      const body = (await files).get(path);
      return body === undefined ? undefined : { body, type: path.endsWith('.map') ? 'json' : 'js' };
    },
  };
}
