import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { type CsvRow, readManifest, type LabelledRecording } from '../../evaluation/labelled-manifest.js';
import { readStrongLabels, type TrueEvent } from '../../evaluation/strong-labels.js';
import type { Vocabulary } from '../../evaluation/vocabulary.js';
import type { EvaluateCommand } from '../arguments/commands.js';
import { readCsv } from '../files/read-csv.js';

/** Labels of a folder of recordings. */
export interface Labels {
  readonly clips: readonly LabelledRecording[];
  /** Returns the complete list of a recording's timed events; undefined if it is unknown. */
  readonly truthOf: (clip: LabelledRecording) => readonly TrueEvent[] | undefined;
  /** Ignored labels, one sentence for each reason. */
  readonly warnings: readonly string[];
}

/** Reads the manifest and the timed events. @throws PinnaError `bad-option` if a table is missing or a row is invalid */
export async function readLabels(
  command: Pick<EvaluateCommand, 'data' | 'manifest' | 'strong' | 'split'>,
  vocabulary: Vocabulary,
): Promise<Labels> {
  const manifestFile = command.manifest ?? join(command.data, 'manifest.csv');
  const strongFile = command.strong ?? join(dirname(manifestFile), 'strong.csv');
  const manifestRows = await table(manifestFile, 'manifest');
  const manifest = withHint(() => readManifest(manifestRows, vocabulary, command));
  const hasStrong = command.strong !== undefined || existsSync(strongFile);
  const strongRows = hasStrong ? await table(strongFile, 'strong') : [];
  const strong = withHint(() => readStrongLabels(strongRows, vocabulary));
  const unlisted = [...strong.byPath.keys()].filter((path) => !manifest.paths.has(path)).length;
  return {
    clips: manifest.recordings,
    truthOf: ({ path, isStrong }) => strong.byPath.get(path) ?? (isStrong ? [] : undefined),
    warnings: [
      ...unknownNames('manifest', manifest.unknownNames),
      ...unknownNames('strong labels', strong.unknownNames),
      ...(unlisted > 0
        ? [`The strong labels of files that the manifest does not list were left out: ${String(unlisted)}.`]
        : []),
    ],
  };
}

/** Adds a pointer to the help, which describes the tables, to any error. */
function withHint<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof PinnaError)) throw cause;
    throw new PinnaError(cause.code, `${cause.message} See pinna --help.`, { cause });
  }
}

async function table(path: string, option: string): Promise<CsvRow[]> {
  const rows = await readCsv(path);
  if (rows) return rows;
  throw new PinnaError(PinnaErrorCode.BadOption, `There is no ${path}. Check --data or --${option}.`);
}

function unknownNames(where: string, names: ReadonlyMap<string, number>): string[] {
  if (names.size === 0) return [];
  const listed = [...names].map(([name, count]) => `${name} (${String(count)})`).join(', ');
  return [`The model has no class for some names of the ${where}, which were left out: ${listed}.`];
}
