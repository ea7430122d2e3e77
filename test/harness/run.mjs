/**
 * Runs every test that needs the build, in this order: Chromium on plain pages; cross-origin isolated pages, in parallel with the
 * package in bundlers; command line, lint rules and benchmarks in Node, in parallel with five minutes of sound; the demo site.
 */
import { readdirSync } from 'node:fs';
import { endWith, runPart, webTestRunner } from './run-part.mjs';

const inNode = ['--test', '--test-reporter=spec'];
/** @param {string} folder */
const testsIn = (folder) =>
  readdirSync(new URL(`../${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `test/${folder}/${name}`);

const parts = [
  await runPart('Chromium, plain pages', [webTestRunner]),
  // The first mostly waits for sound, the second mostly builds.
  ...(await Promise.all([
    runPart('Chromium, cross-origin isolated pages', [webTestRunner], { ...process.env, PINNA_ISOLATED: '1' }),
    runPart('The package in bundlers and pages', [...inNode, 'test/package/package.test.mjs']),
  ])),
  // Neither listens in real time, so they can share the machine.
  ...(await Promise.all([
    runPart('Command line and lint, in Node', [...inNode, ...['cli', 'lint', 'bench'].flatMap(testsIn)]),
    runPart('Soak: five minutes of sound', [
      'test/soak/soak.mjs',
      '--minutes',
      '5',
      '--model',
      'wavenet',
      '--step',
      '50',
    ]),
  ])),
  // Two browsers at a time, because each of them waits most of the time.
  await runPart('Demo site', [...inNode, '--test-concurrency=2', ...testsIn('site')]),
];
endWith(parts);
