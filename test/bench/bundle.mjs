import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleForNode } from '../../build/bundle-for-node.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const results = `${root}test/results`;

/** Bundles a part of the benchmark for Node. @returns the bundle's path */
export const bundle = (entry) => bundleForNode(`test/bench/${entry}`, ['onnxruntime-web']);

/** Runs a bundled part in a separate process. @returns its output, parsed as JSON */
export function figuresOf(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${basename(script)} ${args.join(' ')} failed: ${stderr}`);
  return JSON.parse(stdout);
}
