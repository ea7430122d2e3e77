import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Path of @web/test-runner's command-line script. */
export const webTestRunner = fileURLToPath(import.meta.resolve('@web/test-runner')).replace(
  /index\.mjs$|dist\/.*$/,
  'dist/bin.js',
);

/** Number of last output lines that are repeated for a failed part; both runners list the failures there. */
const LAST_LINES = 80;

/** @typedef {{ title: string, passed: boolean, output: string }} Part */

/**
 * Runs one part of the tests in Node, and prints its title, output and duration.
 * @param {string} title
 * @param {string[]} args arguments of Node
 * @param {{ env?: NodeJS.ProcessEnv, yields?: boolean }} [options] `yields`: others that run at the same time come first
 * @returns {Promise<Part>} title, whether all tests passed, and the last lines of output
 */
export async function runPart(title, args, { env = process.env, yields = false } = {}) {
  console.log(`\n── ${title}`);
  const began = performance.now();
  const part = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', 'pipe', 'pipe'], env });
  if (yields && part.pid) setPriority(part.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let output = '';
  for (const [from, to] of /** @type {const} */ ([
    [part.stdout, process.stdout],
    [part.stderr, process.stderr],
  ])) {
    from.setEncoding('utf8');
    from.on('data', (/** @type {string} */ text) => {
      to.write(text);
      output = (output + text).split('\n').slice(-LAST_LINES).join('\n');
    });
  }
  /** @type {(number | null)[]} */
  const [status] = await once(part, 'close');
  console.log(`── ${title}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return { title, passed: status === 0, output };
}

/**
 * Sets the exit code. For each failed part, repeats the end of its output at the end of the log.
 * @param {Part[]} parts
 */
export function endWith(parts) {
  const failed = parts.filter(({ passed }) => !passed);
  for (const { title, output } of failed) console.log(`\n══ Failed: ${title}\n${output}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
