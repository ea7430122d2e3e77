import { escaped } from '../html.mjs';

/**
 * Renders a table in a region that the keyboard can scroll.
 *
 * @param {object} table
 * @param {string} table.caption
 * @param {string[]} table.header HTML of the column heads; the first is the one of the row heads
 * @param {string[][]} table.rows HTML of the cells; the first cell of a row is its head
 * @param {'numbers' | 'texts'} [table.kind] what the cells hold
 */
export function tableHtml({ caption, header, rows, kind = 'numbers' }) {
  const head = header.map((cell, at) => (cell || at > 0 ? `<th scope="col">${cell}</th>` : '<td></td>')).join('');
  const body = rows
    .map(
      ([first, ...others]) =>
        `<tr><th scope="row">${first}</th>${others.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return `<div class="table ${kind}" tabindex="0" role="region" aria-label="${escaped(caption)}">
<table><caption><span>${escaped(caption)}</span></caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody></table>
</div>`;
}

/**
 * Returns a function that renders a text of a card in a language. What has no translation stays English, and says so to screen readers.
 *
 * @param {Readonly<Record<string, string>> | undefined} translations English to the language; undefined for English
 * @param {(text: string) => string} number renders a figure
 */
export const cardText = (translations, number) => (text) => {
  if (!/\p{L}{2}/u.test(text)) return number(escaped(text));
  const code = (html) => html.replace(/`([^`]+)`/g, '<code>$1</code>');
  if (!translations) return code(escaped(text));
  return Object.hasOwn(translations, text)
    ? code(escaped(translations[text]))
    : `<span lang="en">${code(escaped(text))}</span>`;
};
