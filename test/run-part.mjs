import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The script of @web/test-runner's command. */
export const webTestRunner = fileURLToPath(import.meta.resolve('@web/test-runner')).replace(
  /index\.mjs$|dist\/.*$/,
  'dist/bin.js',
);

/** Runs one part of the tests with Node, with what it says under its title, and how long it took. @returns whether all of it passed */
export async function runPart(title, args, env = process.env) {
  console.log(`\n── ${title}`);
  const began = performance.now();
  const [status] = await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env }), 'exit');
  console.log(`── ${title}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return status === 0;
}
