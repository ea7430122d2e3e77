import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The script of @web/test-runner's command. */
export const webTestRunner = fileURLToPath(import.meta.resolve('@web/test-runner')).replace(
  /index\.mjs$|dist\/.*$/,
  'dist/bin.js',
);

/** Lines of a failed part that are said again at the end: both runners list there what failed. */
const LAST_LINES = 80;

/**
 * Runs one part of the tests with Node, with what it says under its title, and how long it took.
 * @returns whether all of it passed, and the last of what it said
 */
export async function runPart(title, args, env = process.env) {
  console.log(`\n── ${title}`);
  const began = performance.now();
  const part = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', 'pipe', 'pipe'], env });
  let said = '';
  for (const [from, to] of [
    [part.stdout, process.stdout],
    [part.stderr, process.stderr],
  ]) {
    from.setEncoding('utf8');
    from.on('data', (text) => {
      to.write(text);
      said = (said + text).split('\n').slice(-LAST_LINES).join('\n');
    });
  }
  const [status] = await once(part, 'close');
  console.log(`── ${title}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return { title, passed: status === 0, said };
}

/** Ends the process: well, or with the end of what each failed part said, where a log's reader looks first. */
export function endWith(parts) {
  const failed = parts.filter(({ passed }) => !passed);
  for (const { title, said } of failed) console.log(`\n══ Failed: ${title}\n${said}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
