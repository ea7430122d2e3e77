import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { rollup } from 'rollup';
import { build } from 'vite';
import webpack from 'webpack';

const configOf = async (folder, name) => (await import(pathToFileURL(join(folder, name)).href)).default;

/** Bundles with Vite, with relative addresses, which work under any path. All other options are Vite's defaults. */
export async function bundleWithVite(root) {
  await build({ root, base: './', configFile: false, logLevel: 'error', build: { outDir: 'out', emptyOutDir: true } });
}

export async function bundleWithWebpack(root) {
  const stats = await promisify(webpack)(await configOf(root, 'webpack.config.mjs'));
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'));
}

export async function bundleWithRollup(root) {
  const { output, ...options } = await configOf(root, 'rollup.config.mjs');
  const bundle = await rollup(options);
  await bundle.write(output);
  await bundle.close();
}

/** Checks the types of a project. @throws Error with the compiler's messages */
export function typecheck(root) {
  try {
    execFileSync(process.execPath, [fileURLToPath(import.meta.resolve('typescript/bin/tsc')), '-p', root], {
      encoding: 'utf8',
    });
  } catch (cause) {
    throw new Error(cause.stdout, { cause });
  }
}
