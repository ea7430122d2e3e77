/** A table cell. Text is aligned left, numbers are aligned right; null becomes a dash. */
export type Cell = string | number | null;

/**
 * Formats a table.
 * @param header one name per column
 * @param rows numbers are written unchanged; format them before
 * @returns aligned text, one line per row
 */
export function textTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [header, ...rows].map((row) => row.map((cell) => (cell === null ? '–' : String(cell))));
  const widths = header.map((_, c) => Math.max(...texts.map((row) => row[c]!.length)));
  const isText = header.map((_, c) => rows.some((row) => typeof row[c] === 'string' && !/^[-+]?[\d.]+$/.test(row[c])));
  return texts
    .map((row) => row.map((text, c) => (isText[c] ? text.padEnd(widths[c]!) : text.padStart(widths[c]!))).join('  '))
    .map((line) => `  ${line.trimEnd()}\n`)
    .join('');
}

/** Formats a number, with three decimals by default; returns null without a number. */
export const fixed = (value: number | null | undefined, digits = 3): string | null => value?.toFixed(digits) ?? null;

/** Puts a title above a table. */
export const section = (title: string, text: string): string => `${title}\n${text}`;

export const datasetName = (dataset: string): string => dataset || '(no dataset)';
