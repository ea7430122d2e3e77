/**
 * Runs every test. What listens goes one after the other: Chromium on plain pages, then on cross-origin isolated ones, then the
 * demo site. It waits for sound much of the time; in its shade run, one after the other, the command line and lint rules in
 * Node, an hour of sound, and the package in bundlers.
 */
import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { endWith, runPart, webTestRunner } from './run-part.mjs';

const inNode = ['--test', '--test-reporter=spec'];
/** Takes what the others leave of the processors. */
const shade = { priority: constants.priority.PRIORITY_BELOW_NORMAL };
const testsIn = (folder) =>
  readdirSync(new URL(`./${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `test/${folder}/${name}`);

/** One part after the other. */
async function inTurn(parts) {
  const done = [];
  for (const part of parts) done.push(await part());
  return done;
}

const listening = inTurn([
  () => runPart('Chromium, plain pages', [webTestRunner]),
  () => runPart('Chromium, cross-origin isolated pages', [webTestRunner], { env: { PINNA_ISOLATED: '1' } }),
  // Two browsers at a time: each listens and waits by turns.
  () => runPart('Demo site', [...inNode, '--test-concurrency=2', ...testsIn('site')]),
]);
const inItsShade = inTurn([
  () => runPart('Command line and lint, in Node', [...inNode, ...['cli', 'lint', 'bench'].flatMap(testsIn)], shade),
  () => runPart('Soak: an hour of sound', ['test/soak/soak.mjs', '--model', 'tiny', '--step', '50'], shade),
  () => runPart('The package in bundlers and pages', [...inNode, 'test/package/package.test.mjs'], shade),
]);
endWith((await Promise.all([listening, inItsShade])).flat());
