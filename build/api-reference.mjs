/**
 * Reads the public API from the declarations of `tsc -p tsconfig.build.json` and writes it to `.cache/api/reference.json`, from
 * which the demo site makes its page "Reference". Exits with 1 if a public name has no doc comment, or a comment a broken link.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { entryPoints } from './api/entry-points.mjs';
import { publicNames } from './api/public-names.mjs';
import { declarationOf, typed } from './entries.mjs';

const root = join(import.meta.dirname, '..');
const declarations = join(root, '.cache/declarations');
const output = join(root, '.cache/api/reference.json');

const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);

const sections = entryPoints(manifest, typed).map((section) => ({
  ...section,
  modules: section.modules.map((module) => ({
    ...module,
    file: join(root, module.source),
    declaration: join(declarations, declarationOf(module.source)),
  })),
}));
const { problems, ...reference } = await publicNames(sections, declarations, options);

await mkdir(join(output, '..'), { recursive: true });
await writeFile(output, JSON.stringify(reference));
if (problems.length > 0) {
  console.error(`The reference of the API lacks something:\n${problems.join('\n')}`);
  process.exitCode = 1;
}
