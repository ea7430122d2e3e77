import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fusedKernelsForEsbuild } from './fused-kernels.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles a TypeScript program of this repository for Node.
 *
 * @param {string} entry path from the repository's root
 * @param {string[]} external packages that stay outside the bundle, besides those of the decoders
 * @returns the bundle's path, in the folder of test results, which Git ignores
 */
export async function bundleForNode(entry, external = []) {
  const folder = `${root}test/results`;
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}/${basename(entry, '.ts')}.cjs`;
  await build({
    entryPoints: [root + entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    // The packages of decoders are ES modules, which only import() can load.
    external: ['@audio/*', ...external],
    // The command line finds its models and decoders beside the built program.
    define: { 'import.meta.url': JSON.stringify(new URL('../dist/cli/pinna.js', import.meta.url).href) },
    logLevel: 'error',
    plugins: [fusedKernelsForEsbuild],
  });
  return outfile;
}
