import { csvRow } from '../../formats/safe-text.js';
import type { DescribeCommand, DescribedUnit } from '../arguments/commands.js';
import { DESCRIPTION_COLUMNS, describeFile, type FileDescription } from './describe-file.js';
import { eachFile } from '../files/each-file.js';
import { inputFiles } from '../files/input-files.js';
import { write, type OutputStreams } from '../terminal/streams.js';

/**
 * Runs `pinna describe`: writes the descriptors of each file. Needs no model.
 *
 * @returns the exit status: 0, or 1 if a file has no result
 * @throws PinnaError `bad-option`
 */
export async function describe(
  { paths, per, format, partial }: DescribeCommand,
  { stdout, stderr }: OutputStreams,
): Promise<number> {
  const files = (await inputFiles(paths)).map(({ path }) => path);
  if (format === 'csv') await write(stdout, csvRow(['file', ...DESCRIPTION_COLUMNS[per]]));
  const failed = await eachFile(files, {
    stderr,
    analyse: ({ file, decoding }) => describeFile(file, per, { ...decoding, partial }),
    deliver: async (description) => {
      for (const text of format === 'csv' ? csvText(description) : jsonText(description, per))
        await write(stdout, text);
    },
  });
  return failed.length > 0 ? 1 : 0;
}

/** Rounds to 7 significant digits, the precision of the values. */
const figure = (value: number) => Number(value.toPrecision(7));

function* csvText({ file, rows }: FileDescription): Generator<string> {
  for (const row of rows) yield csvRow([file, ...row.map(figure)]);
}

function* jsonText({ file, sampleRate, rhythm, rows }: FileDescription, per: DescribedUnit): Generator<string> {
  const columns = DESCRIPTION_COLUMNS[per];
  for (const row of rows) {
    const values = Object.fromEntries(columns.map((name, i) => [name, figure(row[i]!)]));
    // The times of the beats replace their number.
    const whole =
      per === 'file' ? { sampleRate, beats: rhythm.beats.map(figure), strength: figure(rhythm.strength) } : {};
    yield `${JSON.stringify({ file, ...values, ...whole })}\n`;
  }
}
