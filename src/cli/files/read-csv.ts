import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { CsvRow } from '../../evaluation/labelled-manifest.js';

/**
 * Reads a table (RFC 4180) whose first line names its columns.
 *
 * @returns null if the file does not exist
 * @throws PinnaError `bad-option` if the file cannot be read or a row is malformed
 */
export async function readCsv(path: string): Promise<CsvRow[] | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new PinnaError(PinnaErrorCode.BadOption, `${path} cannot be read (${String(code)}).`, { cause });
  }
  try {
    const records = parse(text, { bom: true, columns: true, skip_empty_lines: true, info: true }) as unknown as {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new PinnaError(PinnaErrorCode.BadOption, `${path} is not a CSV table: ${cause.message}.`, { cause });
  }
}
