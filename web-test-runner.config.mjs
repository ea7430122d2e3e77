import { readdirSync } from 'node:fs';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { bundleTests } from './test/bundle-plugin.mjs';
import { chromium } from './test/chromium.mjs';

const executablePath = chromium();
const quiet = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];
const wav = (name) => new URL(`./test/fixtures/audio/${name}.wav`, import.meta.url).pathname;
const fakeMicrophone = (name) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${wav(name)}`,
];
const browser = (...args) => [
  playwrightLauncher({
    product: 'chromium',
    launchOptions: { executablePath, args: [...quiet, ...args] },
    concurrency: 1,
  }),
];

/** What a file's name asks of its browser: `<name>.<kind>.test.ts`. */
const kinds = {
  webgpu: ['--enable-unsafe-webgpu', ...fakeMicrophone('scene')],
  port: fakeMicrophone('scene'),
  denied: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
  gesture: ['--autoplay-policy=document-user-activation-required'],
  'no-device': ['--use-fake-ui-for-media-stream'],
  isolated: fakeMicrophone('scene'),
};
const kindOf = (file) => /\.(\w[\w-]*)\.test\.ts$/.exec(file)?.[1] ?? 'unit';

// `--files path` runs that file alone, in the browser it asks for.
const single = process.argv[process.argv.indexOf('--files') + 1];
const alone = process.argv.includes('--files');

/** Pages are cross-origin isolated in the second of the two runs that `test/run.mjs` makes. */
const isolated = process.env.PINNA_ISOLATED === '1' || (alone && kindOf(single) === 'isolated');

const tests = readdirSync(new URL('./test', import.meta.url), { recursive: true })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file}`);
const groups = ['unit', ...Object.keys(kinds)]
  .filter((kind) => (kind === 'isolated') === isolated)
  .map((kind) => ({
    name: kind,
    files: tests.filter((file) => kindOf(file) === kind),
    browsers: browser(...(kinds[kind] ?? [])),
  }))
  .filter((group) => group.files.length > 0);

export default {
  nodeResolve: true,
  ...(alone ? { browsers: browser(...(kinds[kindOf(single)] ?? [])) } : { groups }),
  // A progress bar is for a terminal; a log names every test.
  reporters: process.stdout.isTTY
    ? [defaultReporter()]
    : [defaultReporter({ reportTestProgress: false }), summaryReporter()],
  plugins: [bundleTests()],
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
  testFramework: { config: { timeout: 60_000 } },
  testsFinishTimeout: 300_000,
  concurrentBrowsers: 1,
  concurrency: 1,
};
