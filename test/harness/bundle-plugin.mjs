import { dirname } from 'node:path';
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { fusedKernelsForEsbuild } from '../../build/fused-kernels.mjs';
import { modelNames } from '../../models/names.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Folder of the chunks that several tests share. */
const SHARED = 'test/shared';

/**
 * Returns the folder of the modules under test. A test that is bundled alone contains them.
 * @param {string[]} entryPoints paths from the repository's root
 */
function moduleFolder([first, second]) {
  return first === undefined || second !== undefined ? SHARED : dirname(first);
}

/**
 * Returns the options of esbuild with which modules of the tests and the source are bundled for a browser.
 * @param {string[]} entryPoints paths from the repository's root
 */
export const bundling = (entryPoints) => ({
  entryPoints,
  absWorkingDir: root,
  outdir: root,
  outbase: root,
  outExtension: { '.js': '.ts' },
  entryNames: '[dir]/[name]',
  chunkNames: `${SHARED}/[name]-[hash]`,
  splitting: true,
  bundle: true,
  format: /** @type {const} */ ('esm'),
  platform: /** @type {const} */ ('browser'),
  target: 'es2022',
  write: /** @type {const} */ (false),
  logLevel: /** @type {const} */ ('silent'),
  plugins: [fusedKernelsForEsbuild],
  define: {
    global: 'globalThis',
    MODEL_NAMES: JSON.stringify(modelNames()),
    FUZZ: JSON.stringify({ FUZZ_CASES: process.env.FUZZ_CASES, FUZZ_SEED: process.env.FUZZ_SEED }),
    SHARED_MODULES: JSON.stringify(`/${moduleFolder(entryPoints)}/`),
  },
});

/**
 * Bundles all tests in one build. A module that many tests import is read once, and each test file has one instance of it.
 * @param {string[]} tests paths from the repository's root
 */
async function bundled(tests) {
  const { outputFiles } = await build({
    ...bundling(tests),
    sourcemap: process.env.PINNA_COVERAGE ? 'inline' : 'linked',
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${path.slice(root.length)}`, text]));
}

/**
 * Creates a server plugin that serves tests as bundles, so that they can import CommonJS packages (tfjs needs two). It defines
 * three constants: `MODEL_NAMES` lists the available models, `SHARED_MODULES` is the path of the folder with shared chunks, `FUZZ` has
 * the variables of a long run with random cases.
 * @param {string[]} tests paths from the repository's root
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function bundleTests(tests) {
  /** @type {Promise<Map<string, string>> | undefined} */
  let files;
  return {
    name: 'bundle-tests',
    async serve({ path }) {
      files ??= bundled(tests);
      let body;
      try {
        body = (await files).get(path);
      } catch (error) {
        // A test that does not compile fails with the compiler's message.
        if (path.endsWith('.test.ts')) body = `throw new Error(${JSON.stringify(String(error))});`;
      }
      return body === undefined ? undefined : { body, type: path.endsWith('.map') ? 'json' : 'js' };
    },
  };
}
