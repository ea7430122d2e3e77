import { readFile, readdir } from 'node:fs/promises';
import { escaped } from './html.mjs';
import { elementReference } from './reference.mjs';
import { referenceHtml } from './reference-html.mjs';

const folder = new URL('../gallery/', import.meta.url);

/** Order of the elements in the gallery: the listener and its controls, then the results, then the technical details. */
const ORDER = [
  'live',
  'listener',
  'controls',
  'line-in',
  'level',
  'now',
  'bird',
  'genre',
  'events',
  'spectrogram',
  'timeline',
  'chroma',
  'descriptors',
  'log',
  'teach',
  'explore',
  'network',
  'novelty',
  'status',
];

const place = (file) => {
  const at = ORDER.indexOf(file.replace(/^pinna-|\.html$/g, ''));
  return at < 0 ? ORDER.length : at;
};

/** Removes the indentation that all lines share. */
function dedented(text) {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)[0].length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}

/** Reads the introduction and the examples of one element. The file has a paragraph and templates with titles. */
function read(html) {
  const [intro = ''] = /<p>[\s\S]*?<\/p>/.exec(html) ?? [];
  const templates = [...html.matchAll(/<template title="([^"]*)">([\s\S]*?)<\/template>/g)];
  return { intro, examples: templates.map(([, title, code]) => ({ title, code: dedented(code) })) };
}

/** Texts of the gallery's generated parts. */
const WORDS = {
  en: {
    code: (name) => `Code: ${name}`,
    copy: 'Copy',
    copyNamed: (name) => `Copy the code: ${name}`,
    once: 'once in your page',
    reference: (tag) => `Attributes, properties, events and parts of ${tag}`,
    shared: 'Attributes and custom properties that all of them share',
    allViews: 'all views',
  },
  de: {
    code: (name) => `Code: ${name}`,
    copy: 'Kopieren',
    copyNamed: (name) => `Code kopieren: ${name}`,
    once: 'einmal in Ihrer Seite',
    reference: (tag) => `Attribute, Eigenschaften, Ereignisse und Teile von ${tag} (auf Englisch)`,
    shared: 'Attribute und CSS-Variablen, die alle gemeinsam haben (auf Englisch)',
    allViews: 'all views',
  },
};

const codeBlock = (code, name, words) => `<div class="code">
<pre tabindex="0" role="region" aria-label="${escaped(words.code(name))}"><code>${escaped(code)}</code></pre>
<button type="button" class="small copy" aria-label="${escaped(words.copyNamed(name))}">${words.copy}</button>
</div>`;

/** Renders an example. The stage and the code block contain the same text. */
const example = (tag, { title, code }, words) => `<article class="example">
<h3>${title}</h3>
<div class="stage">
${code}
</div>
${codeBlock(code, `${tag}, ${title}`, words)}
</article>`;

const section = (
  { tag, intro, examples, lists },
  words,
) => `<section id="${tag}" class="element" aria-labelledby="${tag}-title">
<h2 id="${tag}-title"><code>&lt;${tag}&gt;</code></h2>
${intro}
<div class="examples">
${examples.map((one) => example(tag, one, words)).join('\n')}
</div>
${referenceHtml(tag, words.reference(tag), lists)}
</section>`;

/**
 * Returns every element of the gallery: tag, introduction and examples, each with title and code.
 *
 * @param translate returns the HTML of an element's file in another language
 */
export async function galleryElements(translate = (html) => html) {
  const files = (await readdir(new URL('elements/', folder))).sort((a, b) => place(a) - place(b));
  return Promise.all(
    files.map(async (file) => ({
      tag: file.replace('.html', ''),
      ...read(translate(await readFile(new URL(`elements/${file}`, folder), 'utf8'))),
    })),
  );
}

/** Returns the HTML that a page needs once, with a comment as placeholder for the examples. */
export const onceHtml = async () => (await readFile(new URL('once.html', folder), 'utf8')).trim();

/**
 * Inserts all examples into the gallery's HTML.
 *
 * @param page the gallery's HTML
 * @param manifest the package's custom elements manifest
 * @param language language of the page
 * @param translate returns the HTML of an element's file in this language
 */
export async function galleryHtml(page, manifest, language, translate) {
  const words = WORDS[language];
  const reference = elementReference(manifest);
  const listsOf = (tag) => reference.elements.find((element) => element.tag === tag)?.lists ?? [];
  const elements = (await galleryElements(translate)).map((element) => ({ ...element, lists: listsOf(element.tag) }));
  const parts = {
    once: codeBlock(await onceHtml(), words.once, words),
    index: elements.map(({ tag }) => `<a href="#${tag}" translate="no">${tag.replace('pinna-', '')}</a>`).join(' '),
    elements: elements.map((element) => section(element, words)).join('\n'),
    shared: referenceHtml(words.allViews, words.shared, reference.shared),
  };
  return page.replace(/<!-- (\w+) -->/g, (comment, name) => parts[name] ?? comment);
}
