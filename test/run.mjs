/**
 * Runs every test: in Chromium on plain pages, then on cross-origin isolated ones beside the package in bundlers, then in Node
 * the command line and lint rules beside an hour of sound, then the demo site.
 */
import { readdirSync } from 'node:fs';
import { endWith, runPart, webTestRunner } from './run-part.mjs';

const inNode = ['--test', '--test-reporter=spec'];
const testsIn = (folder) =>
  readdirSync(new URL(`./${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `test/${folder}/${name}`);

const parts = [
  await runPart('Chromium, plain pages', [webTestRunner]),
  // The one mostly waits for sound, the other mostly builds.
  ...(await Promise.all([
    runPart('Chromium, cross-origin isolated pages', [webTestRunner], { ...process.env, PINNA_ISOLATED: '1' }),
    runPart('The package in bundlers and pages', [...inNode, 'test/package/package.test.mjs']),
  ])),
  // Neither of these two listens in real time, so they may share the machine.
  ...(await Promise.all([
    runPart('Command line and lint, in Node', [...inNode, ...['cli', 'lint', 'bench'].flatMap(testsIn)]),
    runPart('Soak: an hour of sound', ['test/soak/soak.mjs', '--model', 'tiny', '--step', '50']),
  ])),
  // Two browsers at a time: each listens and waits by turns.
  await runPart('Demo site', [...inNode, '--test-concurrency=2', ...testsIn('site')]),
];
endWith(parts);
