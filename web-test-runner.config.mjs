import { readdirSync } from 'node:fs';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { bundleTests } from './test/harness/bundle-plugin.mjs';
import { lastReporter } from './test/harness/last-reporter.mjs';

const browser = process.env.PINNA_BROWSER ?? 'chromium';
const { kinds, launcher, isFor } = await import(`./test/harness/launchers/${browser}.mjs`);
const kindOf = (file) => /\.(\w[\w-]*)\.test\.ts$/.exec(file)?.[1] ?? 'unit';

// With `--files path`, only that file runs, in the browser of its kind.
const single = process.argv[process.argv.indexOf('--files') + 1];
const alone = process.argv.includes('--files');

/** Factor on time limits: Firefox and WebKit take longer to start and to run a network. */
const timeFactor = browser === 'chromium' ? 1 : 4;

/** Factor on time limits for `FUZZ_CASES`, the number of random cases of a long run; usually 10,000. */
const caseFactor = Math.max(1, Number(process.env.FUZZ_CASES ?? 0) / 10_000);

/** Whether pages are cross-origin isolated. `test/harness/run.mjs` runs the tests twice, the second time isolated. */
const isolated = process.env.PINNA_ISOLATED === '1' || (alone && kindOf(single) === 'isolated');

const tests = readdirSync(new URL('./test/browser', import.meta.url), { recursive: true })
  .map((file) => `test/browser/${file}`)
  .filter((file) => file.endsWith('.test.ts') && isFor(file));
const groups = Object.keys(kinds)
  .filter((kind) => (kind === 'isolated') === isolated)
  .map((kind) => ({ name: kind, files: tests.filter((file) => kindOf(file) === kind), browsers: [launcher(kind)] }))
  .filter((group) => group.files.length > 0);

export default {
  nodeResolve: true,
  ...(alone ? { browsers: [launcher(kindOf(single))] } : { groups }),
  // A terminal shows a progress bar; a log lists every test.
  reporters: process.stdout.isTTY
    ? [defaultReporter()]
    : [defaultReporter({ reportTestProgress: false }), summaryReporter(), lastReporter()],
  plugins: [bundleTests(alone ? [single] : tests)],
  middleware: isolated
    ? [
        (context, next) => {
          context.set('Cross-Origin-Opener-Policy', 'same-origin');
          context.set('Cross-Origin-Embedder-Policy', 'require-corp');
          context.set('Cross-Origin-Resource-Policy', 'same-origin');
          return next();
        },
      ]
    : [],
  testFramework: { config: { timeout: 60_000 * timeFactor } },
  browserStartTimeout: 60_000 * timeFactor,
  testsFinishTimeout: 300_000 * timeFactor * caseFactor,
  concurrentBrowsers: 1,
  concurrency: 1,
};
