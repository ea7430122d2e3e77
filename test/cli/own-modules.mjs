import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles and imports modules of the command line from their source.
 *
 * @param {string[]} modules paths below `src/`, with `.js` at the end
 * @param {string} name of the bundle
 */
export async function ownModules(modules, name) {
  // The decoders can be resolved from this folder.
  const outfile = fileURLToPath(new URL(`../results/${name}.cjs`, import.meta.url));
  await build({
    stdin: {
      contents: modules.map((module) => `export * from './${module}';`).join('\n'),
      resolveDir: fileURLToPath(new URL('../../src', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    external: ['@audio/decode-flac', '@audio/decode-mp3', '@audio/decode-opus', '@audio/decode-vorbis'],
    logLevel: 'silent',
  });
  return createRequire(import.meta.url)(outfile);
}
