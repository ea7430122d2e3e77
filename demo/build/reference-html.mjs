import { escaped } from './html.mjs';

/** Converts a docstring to HTML. Its only Markdown is code between backticks. */
const prose = (text) => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');

const row = (cells) =>
  `<tr>${cells
    .map((cell, at) =>
      at < cells.length - 1 ? `<td>${cell && `<code>${escaped(cell)}</code>`}</td>` : `<td>${prose(cell)}</td>`,
    )
    .join('')}</tr>`;

const table =
  (name) =>
  ({
    title,
    columns,
    rows,
  }) => `<div class="table" tabindex="0" role="region" aria-label="${escaped(`${name}: ${title}`)}">
<table>
<caption>${title}</caption>
<thead><tr>${columns.map((column) => `<th scope="col">${column}</th>`).join('')}<th scope="col">description</th></tr></thead>
<tbody>${rows.map(row).join('')}</tbody>
</table>
</div>`;

/** Renders the tables of a reference, which are English, folded under a summary in the page's language. */
export const referenceHtml = (name, summary, lists) =>
  lists.length === 0
    ? ''
    : `<details class="reference"><summary>${escaped(summary)}</summary>
<div lang="en" dir="ltr">
${lists.map(table(name)).join('\n')}
</div>
</details>`;
