import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { inputFiles } from '../files/input-files.js';
import { readCsv } from '../files/read-csv.js';

/** A file to explore. */
export interface ExploredFile {
  readonly path: string;
  /** Path relative to the folder, or as in the manifest. */
  readonly name: string;
  /** Its class; undefined if none is known. */
  readonly label: string | undefined;
  /** Files of one group are left out together. */
  readonly group: string | undefined;
}

/** Where the files are, and which of them to use. */
export interface ExploredSelection {
  readonly folder: string;
  /** Table of the files; undefined for `manifest.csv` in the folder, if it exists. */
  readonly manifest: string | undefined;
  /** Value of the column `split`; undefined for all rows. */
  readonly split: string | undefined;
}

/**
 * Lists the recordings of a folder with their classes. Without a manifest, the class of a file is the folder in which it is, directly
 * below the given one. A manifest is one of `pinna evaluate`: its column `label` has the class; else `genre`; else `events`, if it names one.
 *
 * @throws PinnaError `bad-option` if there is nothing to explore, or the manifest lacks a column
 */
export async function exploredFiles({ folder, manifest, split }: ExploredSelection): Promise<ExploredFile[]> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw bad(`${folder} is not a folder. Name the folder of the recordings.`);
  const path = manifest ?? join(folder, 'manifest.csv');
  const rows = await readCsv(path);
  if (!rows && manifest !== undefined) throw bad(`There is no ${path}. Check --manifest.`);
  if (!rows && split !== undefined)
    throw bad(`--split needs a manifest, and there is no ${path}. Name it with --manifest.`);
  if (!rows) return filesByFolder(folder);
  const cells = rows.map((row) => row.cells);
  for (const column of split === undefined ? ['path'] : ['path', 'split'])
    if (cells.some((row) => row[column] === undefined)) throw bad(`${path} has no column "${column}". Add it.`);
  const chosen = cells.filter((row) => split === undefined || row['split'] === split);
  if (chosen.length === 0) throw bad(`${path} has no row${split === undefined ? '' : ` with the split "${split}"`}.`);
  return chosen.map((row) => {
    const name = row['path']!;
    return {
      path: isAbsolute(name) ? name : join(folder, name),
      name,
      label: labelOf(row),
      group: row['group']?.trim() || undefined,
    };
  });
}

async function filesByFolder(folder: string): Promise<ExploredFile[]> {
  const files = await inputFiles([folder]);
  return files.map(({ path }) => {
    const name = relative(folder, path).replaceAll('\\', '/');
    const [label, ...below] = name.split('/');
    return { path, name, label: below.length > 0 ? label!.normalize() : undefined, group: undefined };
  });
}

function labelOf(row: Readonly<Record<string, string>>): string | undefined {
  const [label, genre, events] = ['label', 'genre', 'events'].map((column) => row[column]?.trim());
  if (label) return label;
  if (genre) return genre;
  return events && !events.includes(';') ? events : undefined;
}

const bad = (message: string): PinnaError => new PinnaError(PinnaErrorCode.BadOption, message);
