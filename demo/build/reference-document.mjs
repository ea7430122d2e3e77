/**
 * Writes docs/elements.md from the built custom elements manifest: `npm run build`, then `node
 * demo/build/reference-document.mjs`. A test fails if the document differs from this output.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { elementReference } from './reference.mjs';

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const DOCUMENT = 'docs/elements.md';

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
export async function referenceDocument() {
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
  const file = path(DOCUMENT);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(path(DOCUMENT), await referenceDocument());
