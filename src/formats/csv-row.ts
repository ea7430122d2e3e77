import { oneLine } from './one-line.js';

/** The wide signs count too where East Asian input is usual. */
const FORMULA = /^'*\s*[=+\-@＝＋－＠]/u;

/** A row of comma-separated values with its CRLF, as in RFC 4180. A text that a spreadsheet would compute gets an apostrophe in front. */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = oneLine(value).replace(FORMULA, "'$&");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
