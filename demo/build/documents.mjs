import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentOf } from './document-pages.mjs';
import { addressIn } from './languages.mjs';
import { markdownHtml } from './markdown.mjs';
import { pictureHtml } from './pictures.mjs';

const root = new URL('../../', import.meta.url);

const WORDS = {
  en: { back: 'How it learnt', note: '' },
  de: { back: 'Wie es gelernt hat', note: '<p class="small muted">Dieses Dokument ist auf Englisch.</p>' },
};

/** Returns a function from links of a document to addresses on the site; other files of the repository have none. */
const addresses = (source, language) => (href) => {
  if (/^(https?:|#)/.test(href)) return href;
  const [path, anchor] = href.split('#');
  const target = posix.normalize(posix.join(posix.dirname(source), path));
  const found = documentOf(target) ?? documentOf(posix.join(target, 'README.md'));
  return found && addressIn(found.file, language) + (anchor ? `#${anchor}` : '');
};

/** Renders the content of a document's page. */
export async function documentHtml({ source }, language) {
  const markdown = await readFile(fileURLToPath(new URL(source, root)), 'utf8');
  const { back, note } = WORDS[language];
  const picture = (href, text) => pictureHtml(posix.join(posix.dirname(source), href), text);
  return `<main id="content">
<p class="small"><a href="training.html">${back}</a></p>
${note}
<div lang="en" class="document">
${markdownHtml(markdown, { address: addresses(source, language), picture })}
</div>
</main>`;
}
