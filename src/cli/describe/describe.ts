import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { detectionsToAudacity } from '../../formats/detections-audacity.js';
import { detectionsToMidi } from '../../formats/detections-midi.js';
import type { EventList } from '../../formats/event-list.js';
import { exportedHarmony } from '../../formats/exported-harmony.js';
import { csvRow } from '../../formats/safe-text.js';
import type { DescribeCommand, DescribedUnit } from '../arguments/commands.js';
import { DESCRIPTION_COLUMNS, describeFile, type FileDescription } from './describe-file.js';
import { eachFile } from '../files/each-file.js';
import { HIGHEST_PEAK, LOWEST_PEAK } from '../../harmony/long-chroma.js';
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
  if (isTrack(format) && files.length > 1)
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `--format ${format} writes one file at a time. Give a single sound file.`,
    );
  if (format === 'csv') await write(stdout, csvRow(['file', ...DESCRIPTION_COLUMNS[per]]));
  const failed = await eachFile(files, {
    stderr,
    analyse: ({ file, decoding }) => describeFile(file, per, { ...decoding, partial }),
    deliver: async (description) => {
      if (isTrack(format)) {
        const list = harmonyEvents(description);
        await write(stdout, format === 'midi' ? detectionsToMidi(list) : detectionsToAudacity(list));
        return;
      }
      for (const text of format === 'csv' ? csvText(description) : jsonText(description, per))
        await write(stdout, text);
    },
  });
  return failed.length > 0 ? 1 : 0;
}

const isTrack = (format: DescribeCommand['format']) => format === 'audacity' || format === 'midi';

/** Returns the chords and the key of a file as an export format needs them. */
function harmonyEvents({ file, duration, harmony }: FileDescription): EventList {
  return {
    file,
    timeBase: { kind: 'file' },
    model: { name: 'simple chords', version: '1' },
    band: { low: LOWEST_PEAK, high: HIGHEST_PEAK },
    analysedUntil: duration,
    detections: harmony ? exportedHarmony(harmony, duration) : [],
  };
}

/** Rounds to 7 significant digits, the precision of the values. */
const figure = (value: number | string) => (typeof value === 'number' ? Number(value.toPrecision(7)) : value);

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
