import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Loads TypeScript of the package's source. @param entry a file of this folder */
export async function packageSource(entry) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
