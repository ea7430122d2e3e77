import { HARMFUL_CHARACTERS, UNPAIRED_SURROGATES } from '../model/harmful-characters.js';

/** Makes an untrusted name safe as text within one line: each run of harmful characters becomes one space. */
export function oneLine(text: string): string {
  return text.replace(HARMFUL_CHARACTERS, ' ').replace(UNPAIRED_SURROGATES, '\ufffd');
}

/**
 * Places where a spreadsheet would begin to read a formula: the beginning of a text and, where a semicolon separates cells
 * as in German settings, what follows one. Full-width signs count too, where East Asian input is usual.
 */
const FORMULA = /(?:^(?='*\s*[=+\-@＝＋－＠])|;(?=['"\s]*[=+\-@＝＋－＠]))/gu;

/**
 * Formats a row of comma-separated values with its CRLF, as in RFC 4180. Where a spreadsheet would compute a text, it gets an
 * apostrophe.
 */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = oneLine(value).replace(FORMULA, "$&'");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Formats a row of tab-separated values with its line end. Programs that read tables take a quote at the beginning of a cell
 * for the beginning of a quoted text, which would swallow cells and lines, so such a text gets an apostrophe in front.
 */
export const tabRow = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => oneLine(String(cell)).replace(/^'*"/, "'$&")).join('\t')}\n`;
