/**
 * Compares docs/elements.md with the custom elements manifest of `cem analyze`; `--update` writes the document. Exits with 1 if
 * they differ.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { elementReference } from './reference.mjs';

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const DOCUMENT = 'docs/elements.md';
const file = path(DOCUMENT);

const cell = (text) => text.replaceAll('|', '\\|');
const code = (text) => (text ? `\`${cell(text)}\`` : '');

function table({ title, columns, rows }) {
  const head = [...columns, ''].join(' | ');
  const line = [...columns, ''].map(() => '---').join(' | ');
  const body = rows.map((row) => `| ${[...row.slice(0, -1).map(code), cell(row.at(-1))].join(' | ')} |`);
  return `### ${title}\n\n| ${head} |\n| ${line} |\n${body.join('\n')}`;
}

const section = (heading, description, lists) =>
  `\n## ${heading}\n\n${description}\n\n${lists.map(table).join('\n\n')}`;

/** Builds the document, formatted by Prettier as it is committed. */
async function referenceDocument() {
  const manifest = JSON.parse(await readFile(path('dist/custom-elements.json'), 'utf8'));
  const { elements, shared } = elementReference(manifest);
  const text = [
    '# Elements',
    'Generated from `custom-elements.json`, which the package contains for editors. The gallery of the demo site shows',
    'each of them live, with restyled examples. The page Reference of the site describes their JavaScript.',
    '',
    [...elements.map(({ tag }) => `[\`<${tag}>\`](#${tag})`), '[what all views share](#shared-by-all-views)'].join(
      ' · ',
    ),
    ...elements.map(({ tag, description, lists }) => section(`\`<${tag}>\``, description, lists)),
    section('Shared by all views', 'Members of all elements except the listener, in addition to their own.', shared),
  ].join('\n');
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

const document = await referenceDocument();
if (process.argv.includes('--update')) await writeFile(file, document);
else if (document !== (await readFile(file, 'utf8'))) {
  console.error(`${DOCUMENT} is not what the doc comments of the elements say. Run: npm run api`);
  process.exitCode = 1;
}
