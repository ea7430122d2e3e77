import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const results = `${root}test/results`;

/** Bundles a part of the benchmark for Node. @returns the bundle's path */
export async function bundle(entry) {
  mkdirSync(results, { recursive: true });
  const outfile = `${results}/${basename(entry, '.ts')}.cjs`;
  await build({
    entryPoints: [`${root}test/bench/${entry}`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['onnxruntime-web'],
    logLevel: 'error',
  });
  return outfile;
}

/** Runs a bundled part in a separate process. @returns its output, parsed as JSON */
export function figuresOf(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${basename(script)} ${args.join(' ')} failed: ${stderr}`);
  return JSON.parse(stdout);
}
