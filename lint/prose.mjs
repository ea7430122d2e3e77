/**
 * Finds private words in the files that ESLint does not read: Markdown, HTML, and the comments and strings of Python, CSS and
 * others. Prints file, line, phrase and what to write instead. Exits with 1 if there are any.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { privateWordsInFile } from './private-words-in-file.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Outputs, caches and files of others. */
const SKIPPED = new Set([
  ...['.git', 'node_modules', 'dist', 'site', '.cache', 'coverage', 'api', 'test/results'],
  ...['models/training/cache', 'models/training/runs'],
]);

/** Returns the paths of all files below a folder, relative to the repository. */
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const name = relative(root, path).replaceAll(sep, '/');
    if (SKIPPED.has(name)) return [];
    return entry.isDirectory() ? filesIn(path) : [name];
  });

for (const path of filesIn(root)) {
  for (const { line, phrase, instead } of privateWordsInFile(path, readFileSync(join(root, path), 'utf8'))) {
    console.error(`${path}:${line}: "${phrase}": write ${instead}.`);
    process.exitCode = 1;
  }
}
