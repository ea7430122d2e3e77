/**
 * Runs every test that needs the build, in two rows side by side. In Chromium: plain pages, cross-origin isolated pages, the demo
 * site. In Node, which yields to them: the command line, lint rules and benchmarks, then the package in bundlers, then five minutes
 * of sound, which need not keep pace with the clock.
 */
import { readdirSync } from 'node:fs';
import { endWith, runPart, webTestRunner } from './run-part.mjs';

/** Arguments of Node for its test runner. A file that takes longer than ten minutes fails instead of holding up all others. */
const inNode = ['--test', '--test-reporter=spec', '--test-timeout=600000'];
/** @param {string} folder */
const testsIn = (folder) =>
  readdirSync(new URL(`../${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `test/${folder}/${name}`);

const inChromium = async () => [
  await runPart('Chromium, plain pages', [webTestRunner]),
  await runPart('Chromium, cross-origin isolated pages', [webTestRunner], {
    env: { ...process.env, PINNA_ISOLATED: '1' },
  }),
  // Three browsers at a time, because each of them waits most of the time.
  await runPart('Demo site', [...inNode, '--test-concurrency=3', ...testsIn('site')]),
];
const aside = async () => [
  await runPart('Command line and lint, in Node', [...inNode, ...['cli', 'lint', 'bench'].flatMap(testsIn)], {
    yields: true,
  }),
  await runPart('The package in bundlers and pages', [...inNode, 'test/package/package.test.mjs'], { yields: true }),
  await runPart('Soak: five minutes of sound', 'test/soak/soak.mjs --minutes 5 --model wavenet --step 50'.split(' '), {
    yields: true,
  }),
];
endWith((await Promise.all([inChromium(), aside()])).flat());
