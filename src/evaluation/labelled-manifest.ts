import { PinnaError, PinnaErrorCode } from '../errors.js';
import { BIRD, type Vocabulary } from './vocabulary.js';

/** One row of a table with a header. */
export interface CsvRow {
  /** In the file, from 1, for messages. */
  readonly line: number;
  /** By column; a column that the file lacks is undefined. */
  readonly cells: Readonly<Record<string, string>>;
}

/** One clip and what is known of it. Labels are event classes and `bird`; one that is in neither set is unknown. */
export interface LabelledClip {
  /** As the manifest has it. */
  readonly path: string;
  /** Empty where the manifest does not say. */
  readonly dataset: string;
  readonly group: string;
  /** The names in the column `events`, in its order, also those that the model lacks. */
  readonly named: readonly string[];
  readonly present: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  /** Labels that the manifest expressly calls unknown, by the column `unknown` or by an empty cell in one of their own. */
  readonly unknown: ReadonlySet<string>;
  /** Null where it is unknown, or is none that the model has. */
  readonly genre: string | null;
  /** Whether the clip's list of timed events is complete even if it is empty. */
  readonly isStrong: boolean;
}

export interface LabelledManifest {
  readonly clips: readonly LabelledClip[];
  /** Of all rows, whatever their split. */
  readonly paths: ReadonlySet<string>;
  /** Names that the model does not have and that are therefore left out, with how many clips have them. */
  readonly unheard: ReadonlyMap<string, number>;
}

export interface ManifestOptions {
  /** Keeps the rows with this in the column `split`. */
  readonly split?: string | undefined;
}

/** In the column `unknown`: every label of which the row says nothing else. */
const EVERYTHING = '*';
const FLAGS = ['music', 'speech'] as const;

/**
 * What a manifest's rows say (README, "Evaluating"). With a column `unknown`: present is what `events` names and what a flag
 * of 1 says, unknown what `unknown` lists or an empty flag leaves open, and all else is absent. Without: a clip that names
 * an event holds no other, one that names none is unknown; the columns `music` and `speech` go before that.
 *
 * @throws PinnaError `bad-option` naming the line, for a row that makes no sense, a path that occurs twice, or no rows at all
 */
export function readManifest(
  rows: readonly CsvRow[],
  vocabulary: Vocabulary,
  { split }: ManifestOptions = {},
): LabelledManifest {
  const columns = rows[0]?.cells ?? {};
  if (rows.length === 0) throw bad('The manifest has no rows.');
  if (!('path' in columns)) throw bad('The manifest has no column "path".');
  if (split !== undefined && !('split' in columns)) throw bad('The manifest has no column "split".');
  const kept = rows.filter(({ cells }) => split === undefined || cells.split === split);
  if (kept.length === 0) throw bad(`No row of the manifest has the split "${String(split)}".`);
  const unheard = new Map<string, number>();
  const lines = new Map<string, number>();
  const clips = kept.map(({ cells, line }) => {
    const path = cells.path ?? '';
    if (path === '') throw bad(`Line ${String(line)} of the manifest has no path.`);
    const before = lines.get(normalised(path));
    if (before !== undefined)
      throw bad(`Lines ${String(before)} and ${String(line)} of the manifest have the same path, ${path}.`);
    lines.set(normalised(path), line);
    return clipOf({ cells, line }, vocabulary, (name) => unheard.set(name, (unheard.get(name) ?? 0) + 1));
  });
  return { clips, paths: new Set(rows.map(({ cells }) => cells.path ?? '')), unheard };
}

function clipOf({ cells, line }: CsvRow, vocabulary: Vocabulary, miss: (name: string) => void): LabelledClip {
  const isKnown = (label: string) => vocabulary.events.includes(label);
  const named = list(cells.events);
  for (const name of named) if (!isKnown(name)) miss(name);
  const present = new Set(named.filter(isKnown));
  const flags = new Map(FLAGS.filter(isKnown).map((name) => [name, flag(cells, name, line)] as const));
  for (const [name, value] of flags) if (value === true) present.add(name);

  const unknown = new Set(list(cells.unknown));
  for (const name of unknown) if (!isKnown(name) && name !== BIRD && name !== EVERYTHING) miss(name);
  const isFlaggedAbsent = (label: string) => flags.get(label as (typeof FLAGS)[number]) === false;
  const isUnknown = (label: string) =>
    unknown.has(label) || isLeftOpen(cells, label) || (unknown.has(EVERYTHING) && !isFlaggedAbsent(label));
  const isAbsent = (label: string) => {
    if (present.has(label)) return false;
    if (cells.unknown !== undefined) return !isUnknown(label);
    return isFlaggedAbsent(label) || (named.length > 0 && !isUnknown(label));
  };
  const absent = new Set(vocabulary.events.filter(isAbsent));

  const bird = flag(cells, BIRD, line);
  if (bird !== null && vocabulary.heads.bird && !unknown.has(BIRD)) (bird ? present : absent).add(BIRD);
  const genre = cells.genre ?? '';
  if (genre !== '' && !vocabulary.genres.includes(genre)) miss(genre);
  return {
    path: cells.path ?? '',
    dataset: cells.dataset ?? '',
    group: cells.group ?? '',
    named,
    present,
    absent,
    unknown: new Set(
      [...vocabulary.events, BIRD].filter((label) => isUnknown(label) && !present.has(label) && !absent.has(label)),
    ),
    genre: vocabulary.genres.includes(genre) ? genre : null,
    isStrong: flag(cells, 'strong', line) === true,
  };
}

/** Whether the manifest has a column for this very label and says nothing there. */
const isLeftOpen = (cells: CsvRow['cells'], label: string): boolean =>
  (label === BIRD || FLAGS.some((name) => name === label)) && cells[label] === '';

/** @returns true, false, or null where it is unknown */
function flag(cells: CsvRow['cells'], column: string, line: number): boolean | null {
  const value = cells[column] ?? '';
  if (value !== '' && value !== '0' && value !== '1')
    throw bad(`Line ${String(line)} of the manifest has "${value}" for ${column}; it takes 1, 0 or nothing.`);
  return value === '' ? null : value === '1';
}

const list = (cell: string | undefined): string[] => [
  ...new Set((cell ?? '').split(';').flatMap((name) => name.trim() || [])),
];

/** The same file under one name. */
const normalised = (path: string): string =>
  path
    .split(/[\\/]+/)
    .filter((part) => part !== '.' && part !== '')
    .join('/');

const bad = (sentence: string) => new PinnaError(PinnaErrorCode.BadOption, sentence);
