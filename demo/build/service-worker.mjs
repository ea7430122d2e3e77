import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const script = fileURLToPath(new URL('../offline/service-worker.ts', import.meta.url));
const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Returns the hash of every built file: path → SHA-256 in hex. */
async function filesIn(site) {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => [relative(site, path).split(sep).join('/'), sha256(await readFile(path))]),
  );
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes the service worker, which lists every other file of the site. It must be built last. */
export async function writeServiceWorker(site) {
  const files = await filesIn(site);
  await build({
    entryPoints: [script],
    outfile: join(site, 'sw.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
    define: { FILES: JSON.stringify(files), VERSION: JSON.stringify(sha256(JSON.stringify(files)).slice(0, 16)) },
  });
}
