/** Runs every test: twice in Chromium (plain pages, then cross-origin isolated ones), then in Node the command line and lint rules, then the package, an hour of sound, the demo site. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wtr = fileURLToPath(import.meta.resolve('@web/test-runner')).replace(/index\.mjs$|dist\/.*$/, 'dist/bin.js');

function run(title, args, env = {}) {
  console.log(`\n── ${title}`);
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

const testsIn = (folder) =>
  readdirSync(new URL(`./${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `test/${folder}/${name}`);

const passed = [
  run('Chromium, plain pages', [wtr]),
  run('Chromium, cross-origin isolated pages', [wtr], { PINNA_ISOLATED: '1' }),
  run('Command line and lint, in Node', [
    '--test',
    '--test-reporter=spec',
    ...testsIn('cli'),
    ...testsIn('lint'),
    ...testsIn('bench'),
  ]),
  run('The package in bundlers and pages', ['--test', '--test-reporter=spec', 'test/package/package.test.mjs']),
  run('Soak: an hour of sound', ['test/soak/soak.mjs', '--model', 'tiny', '--step', '50']),
  // One browser after the other: they share the machine's few cores with the sound they listen to.
  run('Demo site', ['--test', '--test-concurrency=1', '--test-reporter=spec', ...testsIn('site')]),
];
process.exit(passed.every(Boolean) ? 0 : 1);
