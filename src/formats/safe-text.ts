/**
 * What would tear a line or a cell, or make a row read otherwise than it is: control characters (tabs and line ends among
 * them), line and paragraph separators, and the marks that turn the direction of the text around them. Right-to-left letters
 * themselves are no harm.
 */
const HARMFUL = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** Half a character, which UTF-8 has no bytes for. */
const HALF = /\p{Surrogate}/gu;

/** A name that somebody else chose, as text within one line: what is harmful becomes one space. */
export function oneLine(text: string): string {
  return text.replace(HARMFUL, ' ').replace(HALF, '\ufffd');
}

/** The wide signs count too where East Asian input is usual. */
const FORMULA = /^'*\s*[=+\-@＝＋－＠]/u;

/** A row of comma-separated values with its CRLF, as in RFC 4180. A text that a spreadsheet would compute gets an apostrophe in front. */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = oneLine(value).replace(FORMULA, "'$&");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
