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
 * @param {(href: string) => string | undefined} options.address returns the address of a link on the site; without one, only the text of
 * a link remains
 * @param {(href: string, text: string) => string} options.picture renders a picture
 */
export function markdownHtml(markdown, { address, picture }) {
  let heading = '';
  /** Number of tables below each heading, so that each region has its own name. */
  const tables = new Map();
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
      return picture(href, text);
    },
    table({ header, rows }) {
      const number = (tables.get(heading) ?? 0) + 1;
      tables.set(heading, number);
      const name = number > 1 ? `${heading} (${number})` : heading;
      const cells = (tag, row) =>
        row
          .map((cell) => (cell.text.trim() ? `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>` : '<td></td>'))
          .join('');
      // The first table of some documents lists facts: its head has no text, and is left out.
      const head = header.some(({ text }) => text.trim()) ? `<thead><tr>${cells('th', header)}</tr></thead>` : '';
      return `<div class="table" tabindex="0" role="region" aria-label="${escaped(name)}"><table>${head}<tbody>${rows
        .map((row) => `<tr>${cells('td', row)}</tr>`)
        .join('\n')}</tbody></table></div>\n`;
    },
  };
  return new Marked({ renderer }).parse(markdown);
}
