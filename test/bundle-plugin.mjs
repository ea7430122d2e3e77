import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Serves every `*.test.ts` as one bundle, so that tests may import CommonJS packages (tfjs needs two) and share one
 * instance of each module within a file.
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
        define: { global: 'globalThis' },
      });
      return { body: result.outputFiles[0].text, type: 'js' };
    },
  };
}
