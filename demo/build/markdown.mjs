import { Marked } from 'marked';
import { escaped } from './html.mjs';

/** Returns the plain text of a cell or a heading: without the marks of Markdown, but with backticks around code. */
const plain = (text) => text.replaceAll('**', '').trim();

/**
 * Returns the tables of a Markdown document.
 *
 * @returns {{ heading: string, header: string[], rows: string[][] }[]} `heading`: that of the section around the table
 */
export function tablesOf(markdown) {
  let heading = '';
  const tables = [];
  for (const token of new Marked().lexer(markdown)) {
    if (token.type === 'heading') heading = plain(token.text);
    if (token.type !== 'table') continue;
    tables.push({
      heading,
      header: token.header.map(({ text }) => plain(text)),
      rows: token.rows.map((row) => row.map(({ text }) => plain(text))),
    });
  }
  return tables;
}

/** Returns the id of a heading, as GitHub derives it. */
const anchorOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/**
 * Renders a Markdown document as HTML. Tables get a region that the keyboard can scroll.
 *
 * @param {string} markdown
 * @param {object} options
 * @param {(href: string) => string | undefined} options.address returns the address of a link or of a picture on the site; without one,
 * only the text of a link remains
 */
export function markdownHtml(markdown, { address }) {
  let heading = '';
  const renderer = {
    heading({ tokens, depth, text }) {
      heading = plain(text).replaceAll('`', '');
      return `<h${depth} id="${escaped(anchorOf(heading))}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const to = address(href);
      return to ? `<a href="${escaped(to)}">${text}</a>` : text;
    },
    image({ href, text }) {
      const source = address(href);
      return source ? `<img src="${escaped(source)}" alt="${escaped(text)}" loading="lazy" />` : escaped(text);
    },
    table({ header, rows }) {
      const cells = (name, row) => row.map((cell) => `<${name}>${this.parser.parseInline(cell.tokens)}</${name}>`).join('');
      // A head without any text is no head: the first table of some documents lists facts.
      const head = header.some(({ text }) => text.trim()) ? `<thead><tr>${cells('th', header)}</tr></thead>` : '';
      return `<div class="table" tabindex="0" role="region" aria-label="${escaped(heading)}"><table>${head}<tbody>${rows
        .map((row) => `<tr>${cells('td', row)}</tr>`)
        .join('\n')}</tbody></table></div>\n`;
    },
  };
  return new Marked({ renderer }).parse(markdown);
}
