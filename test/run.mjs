/** Runs every test: twice in Chromium (plain pages, then cross-origin isolated ones), then in Node the command line and lint rules, then the package, an hour of sound, the demo site. */
import { readdirSync } from 'node:fs';
import { runPart, webTestRunner } from './run-part.mjs';

const inNode = ['--test', '--test-reporter=spec'];
const testsIn = (folder) =>
  readdirSync(new URL(`./${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `test/${folder}/${name}`);

const passed = [
  await runPart('Chromium, plain pages', [webTestRunner]),
  await runPart('Chromium, cross-origin isolated pages', [webTestRunner], { ...process.env, PINNA_ISOLATED: '1' }),
  await runPart('Command line and lint, in Node', [...inNode, ...['cli', 'lint', 'bench'].flatMap(testsIn)]),
  await runPart('The package in bundlers and pages', [...inNode, 'test/package/package.test.mjs']),
  await runPart('Soak: an hour of sound', ['test/soak/soak.mjs', '--model', 'tiny', '--step', '50']),
  // One browser after the other: they share the machine's few cores with the sound they listen to.
  await runPart('Demo site', [...inNode, '--test-concurrency=1', ...testsIn('site')]),
];
process.exit(passed.every(Boolean) ? 0 : 1);
