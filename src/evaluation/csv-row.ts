/** One row of a table with a header. */
export interface CsvRow {
  /** In the file, from 1, for messages. */
  readonly line: number;
  /** By column; a column that the file lacks is undefined. */
  readonly cells: Readonly<Record<string, string>>;
}
