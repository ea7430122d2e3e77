import { PinnaError, PinnaErrorCode } from '../errors.js';
import { familiesOf } from '../decisions/head-families.js';
import { Families } from '../model/families.js';
import { closedLabels } from './closed-labels.js';
import { BIRD, type Vocabulary } from './vocabulary.js';

/** One row of a table with a header. */
export interface CsvRow {
  /** Line number in the file, from 1, for error messages. */
  readonly line: number;
  /** By column; undefined if the file lacks the column. */
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * One recording and its labels. Labels are event classes and `bird`. A label in neither `present` nor `absent` is
 * unknown.
 */
export interface LabelledRecording {
  /** As in the manifest. */
  readonly path: string;
  /** Empty if the manifest does not name one. */
  readonly dataset: string;
  readonly group: string;
  /** Kind of recording, in the words of the manifest's author; empty without the column `kind`. */
  readonly kind: string;
  /** Names in the column `events`, in order, including those that the model lacks. */
  readonly named: readonly string[];
  /** Labels that the manifest says are present, without their families. */
  readonly stated: ReadonlySet<string>;
  /** Labels known to be present: the stated ones and their certain families. */
  readonly present: ReadonlySet<string>;
  /** Labels known to be absent. */
  readonly absent: ReadonlySet<string>;
  /**
   * Labels that the manifest explicitly marks as unknown, by the column `unknown` or by an empty cell in their own
   * column, their families, and members of them that the manifest does not mention.
   */
  readonly unknown: ReadonlySet<string>;
  /** Null if it is unknown or not a genre of the model. */
  readonly genre: string | null;
  /** Whether the recording's list of timed events is complete even if it is empty. */
  readonly isStrong: boolean;
}

/** The recordings of a manifest. */
export interface LabelledManifest {
  readonly recordings: readonly LabelledRecording[];
  /** Paths of all rows, of any split. */
  readonly paths: ReadonlySet<string>;
  /** Ignored names, which the model lacks, with their number of occurrences in the selected rows. */
  readonly unknownNames: ReadonlyMap<string, number>;
}

/** Selection of rows. */
export interface ManifestOptions {
  /** Keeps only the rows with this value in the column `split`. */
  readonly split?: string | undefined;
}

/** Value in the column `unknown` that marks all labels about which the row has no other information. */
const EVERYTHING = '*';
const FLAGS = ['music', 'speech'] as const;

/**
 * Reads the rows of a manifest (docs/command-line.md, "Evaluating a model").
 *
 * With a column `unknown`, a label is present if `events` names it or its flag is 1. It is unknown if `unknown` lists
 * it or its flag is empty. All other event classes are absent.
 *
 * Without that column, a recording that names events contains no others, and the labels of one that names none are
 * unknown. Flags in the columns `music` and `speech` override this: 1 is present, 0 absent, empty unknown. In both
 * cases a label that `events` names is present whatever its flag. Only the column `bird` makes the bird label known,
 * unless `unknown` lists it.
 *
 * The families of the model's classes complete these labels ({@link closedLabels}).
 *
 * @throws PinnaError `bad-option` naming the line, for an invalid row or a duplicate path; also if there are no rows,
 *   or a column is missing
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
  const unknownNames = new Map<string, number>();
  const families = vocabulary.heads.events ? familiesOf(vocabulary.heads.events) : new Families({});
  const mentioned = new Set([
    ...rows.flatMap(({ cells }) => [...list(cells.events), ...list(cells.unknown)]),
    ...[BIRD, ...FLAGS].filter((name) => name in columns),
  ]);
  const lines = new Map<string, number>();
  const recordings = kept.map(({ cells, line }) => {
    const path = cells.path ?? '';
    if (path === '') throw bad(`Line ${String(line)} of the manifest has no path.`);
    const before = lines.get(normalised(path));
    if (before !== undefined)
      throw bad(`Lines ${String(before)} and ${String(line)} of the manifest have the same path, ${path}.`);
    lines.set(normalised(path), line);
    const onUnknownName = (name: string) => unknownNames.set(name, (unknownNames.get(name) ?? 0) + 1);
    return recordingOf({ cells, line }, { vocabulary, families, mentioned, onUnknownName });
  });
  return { recordings, paths: new Set(rows.map(({ cells }) => cells.path ?? '')), unknownNames };
}

/** What the labels of a row depend on, beside the row. */
interface ManifestContext {
  readonly vocabulary: Vocabulary;
  readonly families: Families;
  /** Labels in any row. */
  readonly mentioned: ReadonlySet<string>;
  readonly onUnknownName: (name: string) => void;
}

function recordingOf(
  { cells, line }: CsvRow,
  { vocabulary, families, mentioned, onUnknownName }: ManifestContext,
): LabelledRecording {
  const known = [...new Set([...vocabulary.events, ...(vocabulary.taught ?? [])])];
  const isKnown = (label: string) => known.includes(label);
  const named = list(cells.events);
  for (const name of named) if (!isKnown(name)) onUnknownName(name);
  const present = new Set(named.filter(isKnown));
  const flags = new Map(FLAGS.filter(isKnown).map((name) => [name, flag(cells, name, line)] as const));
  for (const [name, value] of flags) if (value === true) present.add(name);

  const unknown = new Set(list(cells.unknown));
  for (const name of unknown) if (!isKnown(name) && name !== BIRD && name !== EVERYTHING) onUnknownName(name);
  const isFlaggedAbsent = (label: string) => flags.get(label as (typeof FLAGS)[number]) === false;
  const isUnknown = (label: string) =>
    unknown.has(label) || isEmptyCell(cells, label) || (unknown.has(EVERYTHING) && !isFlaggedAbsent(label));
  const isAbsent = (label: string) => {
    if (present.has(label)) return false;
    if (cells.unknown !== undefined) return !isUnknown(label);
    return isFlaggedAbsent(label) || (named.length > 0 && !isUnknown(label));
  };
  const bird = flag(cells, BIRD, line);
  const absent = new Set(known.filter((label) => label !== BIRD && isAbsent(label)));
  const hasBird = vocabulary.heads.bird !== undefined || isKnown(BIRD);
  if (bird !== null && hasBird && !unknown.has(BIRD)) (bird ? present : absent).add(BIRD);
  const isMarkedUnknown = (label: string) => isUnknown(label) && !present.has(label) && !absent.has(label);
  const labels = closedLabels(
    { present, absent, unknown: new Set([...known, BIRD].filter(isMarkedUnknown)) },
    families,
    (label) => mentioned.has(label),
    (label) => (label === BIRD ? bird === false : isFlaggedAbsent(label)),
  );
  const genre = cells.genre ?? '';
  if (genre !== '' && !vocabulary.genres.includes(genre)) onUnknownName(genre);
  return {
    path: cells.path ?? '',
    dataset: cells.dataset ?? '',
    group: cells.group ?? '',
    kind: cells.kind ?? '',
    named,
    stated: present,
    ...labels,
    genre: vocabulary.genres.includes(genre) ? genre : null,
    isStrong: flag(cells, 'strong', line) === true,
  };
}

/** Whether the manifest has a column for this label with an empty cell. */
const isEmptyCell = (cells: CsvRow['cells'], label: string): boolean =>
  (label === BIRD || FLAGS.some((name) => name === label)) && cells[label] === '';

/**
 * Reads a flag.
 *
 * @returns true, false, or null if it is unknown
 */
function flag(cells: CsvRow['cells'], column: string, line: number): boolean | null {
  const value = cells[column] ?? '';
  if (value !== '' && value !== '0' && value !== '1')
    throw bad(`Line ${String(line)} of the manifest has "${value}" for ${column}. Use 1, 0 or an empty cell.`);
  return value === '' ? null : value === '1';
}

const list = (cell: string | undefined): string[] => [
  ...new Set((cell ?? '').split(';').flatMap((name) => name.trim() || [])),
];

/** Normalises a path, so that each file has one name. */
const normalised = (path: string): string =>
  path
    .split(/[\\/]+/)
    .filter((part) => part !== '.' && part !== '')
    .join('/');

const bad = (sentence: string) => new PinnaError(PinnaErrorCode.BadOption, sentence);
