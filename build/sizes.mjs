/** Prints the gzipped sizes of the built files next to their limits in `budgets.json`. Exits with 1 if a file exceeds its limit. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = new URL('..', import.meta.url);
const read = (file) => readFileSync(new URL(`dist/${file}`, root));
const { files } = JSON.parse(readFileSync(new URL('budgets.json', root), 'utf8'));

const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g;
const LAZY_IMPORT = /\bimport\(\s*["'](\.[^"']+)["']\s*\)/g;

function imports(file, pattern) {
  if (!file.endsWith('.js')) return [];
  return [...String(read(file)).matchAll(pattern)].map(([, path]) => posix.join(posix.dirname(file), path));
}

/** Returns the file and all its static imports, recursively. */
function closure(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const imported of imports(file, STATIC_IMPORT)) closure(imported, found);
  return found;
}

/** Returns the chunks that the file and its static imports load lazily, recursively. */
function later(file, found = new Set()) {
  for (const chunk of [...closure(file)].flatMap((name) => imports(name, LAZY_IMPORT))) {
    if (found.has(chunk)) continue;
    found.add(chunk);
    later(chunk, found);
  }
  return [...found];
}

/** Whether a chunk was built for the module or package `lazy`. */
const isChunkOf = (file, lazy) => file.startsWith(`chunk-${lazy}-`);

/** Returns the lazy chunk `lazy` of an entry, with all its static imports. */
function part(entry, lazy) {
  const chunk = later(entry).find((file) => isChunkOf(file, lazy));
  if (!chunk) throw new Error(`${entry} loads no ${lazy} later: budgets.json is out of date.`);
  return closure(chunk);
}

/**
 * Sizes, one row per entry of `budgets.json`. A row measures an entry, with the lazy chunk `with` if given. If `lazy` is given,
 * it measures only the files that this chunk adds.
 */
const rows = files.map(({ what, entry, with: also, lazy, kilobytes }) => {
  const first = new Set([...closure(entry), ...(also ? part(entry, also) : [])]);
  const names = lazy ? [...part(entry, lazy)].filter((name) => !first.has(name)) : [...first];
  const bytes = names.reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);
  return { what, bytes, limit: kilobytes * 1000 };
});

for (const { entry } of files.filter(({ lazy }) => !lazy)) {
  const unnamed = later(entry).filter((file) => !files.some((one) => one.lazy && isChunkOf(file, one.lazy)));
  if (unnamed.length > 0) throw new Error(`budgets.json has no line for ${unnamed.join(', ')}, loaded by ${entry}.`);
}

console.table(
  Object.fromEntries(
    rows.map(({ what, bytes, limit }) => [what, { 'kB (gzip)': (bytes / 1000).toFixed(1), budget: limit / 1000 }]),
  ),
);
const heavy = rows.filter(({ bytes, limit }) => bytes > limit);
for (const { what, bytes, limit } of heavy) {
  console.error(`Too heavy: ${what}, ${bytes - limit} bytes over its budget. Make it lighter, or raise budgets.json.`);
}
process.exitCode = heavy.length > 0 ? 1 : 0;
