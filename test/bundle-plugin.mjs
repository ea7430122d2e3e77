import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { modelNames } from '../models/names.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Serves every `*.test.ts` as one bundle, so that tests may import CommonJS packages (tfjs needs two) and share one
 * instance of each module within a file. `MODEL_NAMES` in them is the list of the models that are there.
 */
export function bundleTests() {
  return {
    name: 'bundle-tests',
    async serve(context) {
      if (!context.path.endsWith('.test.ts')) return undefined;
      const result = await build({
        entryPoints: [root + context.path.slice(1)],
        bundle: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        sourcemap: 'inline',
        write: false,
        logLevel: 'silent',
        define: { global: 'globalThis', MODEL_NAMES: JSON.stringify(modelNames()) },
      });
      return { body: result.outputFiles[0].text, type: 'js' };
    },
  };
}
