import { escaped } from './html.mjs';

const code = (text) => `<code>${escaped(text)}</code>`;
const link = (to, html, kind = '') =>
  `<a href="${escaped(/^https?:/.test(to) ? to : `#${to}`)}"${kind && ` class="${kind}"`}>${html}</a>`;

/** Renders a line of a comment. */
const inline = (parts) =>
  parts
    .map(({ text, code: words, stressed, to }) => {
      if (stressed) return `<em>${escaped(stressed)}</em>`;
      const html = words ? code(words) : escaped(text);
      return to ? link(to, html) : html;
    })
    .join('');

const BLOCKS = {
  paragraph: ({ parts }) => `<p>${inline(parts)}</p>`,
  list: ({ items }) => `<ul>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`,
  code: ({ text }) => `<pre>${code(text)}</pre>`,
};

const fact = (term, details) =>
  details.length > 0 ? `<dt>${term}</dt>${details.map((one) => `<dd>${one}</dd>`).join('')}` : '';

function comment(read) {
  if (!read) return '';
  const { blocks, deprecated, parameters, returns, throws } = read;
  const facts = [
    fact('Deprecated', deprecated.map(inline)),
    fact(
      'Parameters',
      parameters.map(({ name, parts }) => `${code(name)} ${inline(parts)}`),
    ),
    fact('Returns', returns.map(inline)),
    fact('Throws', throws.map(inline)),
  ].join('');
  return blocks.map((block) => BLOCKS[block.kind](block)).join('\n') + (facts && `<dl class="facts">${facts}</dl>`);
}

/** Renders a signature. Types link to their descriptions; the name of a member links to the member itself. */
function signature(parts, anchor, member) {
  const escapedName = member?.replace(/[^\w-]/g, '\\$&');
  const own = member === 'constructor' ? /^new \w+/ : new RegExp(`(?<![\\w$-])${escapedName}(?![\\w$-])`);
  return parts
    .map(({ text, to }, at) => {
      if (to && to !== anchor) return link(to, escaped(text));
      const [name] = (member && at === 0 && own.exec(text)) || [];
      if (!name) return escaped(text);
      const [before, ...after] = text.split(name);
      return escaped(before) + link(anchor, escaped(name), 'self') + escaped(after.join(name));
    })
    .join('');
}

const member = ({ name, anchor, variants }) =>
  `<div id="${escaped(anchor)}">${variants
    .map(
      ({ signature: parts, comment: read }) =>
        `<dt><code>${signature(parts, anchor, name)}</code></dt>${read ? `<dd>${comment(read)}</dd>` : ''}`,
    )
    .join('\n')}</div>`;

const inGallery = (tag) =>
  `<p><a href="gallery.html#${tag}">Attributes, events, slots and parts of ${code(`<${tag}>`)}, in the gallery</a></p>`;

const description =
  (tags) =>
  ({ name, anchor, kinds, variants, members }) => `<article id="${escaped(anchor)}" class="name">
<h3>${link(anchor, code(name))} <span class="kind">${kinds.join(', ')}</span></h3>
${variants
  .map(({ signature: parts, comment: read }) => `<pre><code>${signature(parts, anchor)}</code></pre>\n${comment(read)}`)
  .join('\n')}
${kinds.includes('class') && tags.has(name) ? inGallery(tags.get(name)) : ''}
${members.length > 0 ? `<dl class="members">${members.map(member).join('\n')}</dl>` : ''}
</article>`;

const nameLinks = (names, separator) => names.map(({ name, anchor }) => link(anchor, code(name))).join(separator);

/** Renders which modules match a pattern, and what each of them exports. */
const moduleList = (modules) =>
  `<ul class="modules">${modules
    .map(({ specifier, exports }) => `<li>${code(specifier)}: ${nameLinks(exports, ', ')}</li>`)
    .join('')}</ul>`;

function section({ name, comment: read, modules }, own, tags) {
  const others = modules
    .flatMap(({ exports }) => exports)
    .filter(({ anchor }) => !own.some((one) => one.anchor === anchor));
  const isPattern = name.includes('*');
  return `<section id="${escaped(name)}" class="entry" aria-labelledby="${escaped(name)}-title">
<h2 id="${escaped(name)}-title">${code(name)}</h2>
${comment(read)}
${isPattern ? moduleList(modules) : ''}
${own.length > 0 ? `<nav class="names" aria-label="${escaped(`Names in ${name}`)}">${nameLinks(own, ' ')}</nav>` : ''}
${!isPattern && others.length > 0 ? `<p class="others">Described elsewhere on this page: ${nameLinks(others, ', ')}</p>` : ''}
${!isPattern && own.length + others.length === 0 ? '<p>Exports no names.</p>' : ''}
${own.map(description(tags)).join('\n')}
</section>`;
}

const contents = ({ name }, own) =>
  `<li>${link(name, code(name))}${own.length > 0 ? `<ul>${own.map((one) => `<li>${link(one.anchor, code(one.name))}</li>`).join('')}</ul>` : ''}</li>`;

/**
 * Inserts the reference of the JavaScript API into its page.
 *
 * @param page the page's HTML
 * @param reference the content of `.cache/api/reference.json`
 * @param tags class name of each element → its tag
 */
export function apiHtml(page, { sections, names }, tags) {
  const ownOf = (name) => names.filter(({ section: described }) => described === name);
  const all = sections.map((one) => ({ section: one, own: ownOf(one.name) }));
  const unexported = names.filter(({ section: described }) => !described);
  const parts = {
    contents: all.map(({ section: one, own }) => contents(one, own)).join('\n'),
    sections: all.map(({ section: one, own }) => section(one, own, tags)).join('\n'),
    types: unexported.map(description(tags)).join('\n'),
  };
  return page.replace(/<!-- (\w+) -->/g, (placeholder, name) => parts[name] ?? placeholder);
}
