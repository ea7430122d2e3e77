/** Runs every test: twice in Chromium (plain pages, then cross-origin isolated ones), then the command line in Node. */
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

const cliTests = readdirSync(new URL('./cli', import.meta.url))
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => `test/cli/${name}`);

const passed = [
  run('Chromium, plain pages', [wtr]),
  run('Chromium, cross-origin isolated pages', [wtr], { PINNA_ISOLATED: '1' }),
  run('Command line', ['--test', '--test-reporter=spec', ...cliTests]),
];
process.exit(passed.every(Boolean) ? 0 : 1);
