/**
 * Characters that break a line or a cell, or change how a row reads: control characters (including tabs and line ends),
 * line and paragraph separators, and marks that control the text direction. Right-to-left letters themselves are
 * harmless.
 */
const HARMFUL = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** Unpaired surrogates, which UTF-8 cannot encode. */
const UNPAIRED_SURROGATE = /\p{Surrogate}/gu;

/** Makes an untrusted name safe as text within one line: each run of harmful characters becomes one space. */
export function oneLine(text: string): string {
  return text.replace(HARMFUL, ' ').replace(UNPAIRED_SURROGATE, '\ufffd');
}

/** Text that a spreadsheet would read as a formula. Full-width signs count too, where East Asian input is usual. */
const FORMULA = /^'*\s*[=+\-@＝＋－＠]/u;

/**
 * Formats a row of comma-separated values with its CRLF, as in RFC 4180. A text that a spreadsheet would compute gets a
 * leading apostrophe.
 */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = oneLine(value).replace(FORMULA, "'$&");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
