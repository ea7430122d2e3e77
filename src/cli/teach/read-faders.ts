import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { CsvRow } from '../../evaluation/labelled-manifest.js';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { LONGEST_LABEL } from '../../teach/file/taught-class.js';
import { isLabel } from '../../teach/file/taught-file.js';
import { faderProperty, MOST_FADERS } from '../../teach/file/taught-fader.js';
import { eachFile } from '../files/each-file.js';
import { readCsv } from '../files/read-csv.js';
import type { Terminal } from '../terminal/streams.js';
import { soundFrames } from './sound-frames.js';

/** Table of the faders in the folder of the sounds. */
export const FADERS_FILE = 'faders.csv';
/** Longest part of a file that is used, seconds. */
const LONGEST = 600;

/** A stretch of a file with the number that the user gave it. */
export interface FaderStretch {
  /** `[count × bands]`, in the geometry of the network. */
  readonly frames: Float32Array;
  /** 0 to 1. */
  readonly target: number;
  /** The same for stretches of the same recording. */
  readonly key: string;
}

/** The stretches of each fader. */
export interface FaderLessons {
  /** Fader → its stretches, in the order of the table. */
  readonly faders: ReadonlyMap<string, readonly FaderStretch[]>;
  /** Number of files that could not be read. */
  readonly failed: number;
}

interface Row {
  /** Table and line, for error messages. */
  readonly where: string;
  readonly file: string;
  readonly name: string;
  readonly target: number;
  /** Seconds. */
  readonly from: number;
  readonly to: number;
}

/**
 * Reads `faders.csv` of a folder and the sounds that it names. Its columns are `file` (relative to the folder), `name` of the
 * fader, `value` from 0 to 1, and optionally `from` and `to` in seconds. Capitals in their names, and spaces around a value, do not matter.
 *
 * @returns no faders if there is no such table
 * @throws PinnaError `bad-option` for an invalid table, or for a stretch in which its file has no sound
 */
export async function readFaders(folder: string, features: FeatureGeometry, stderr: Terminal): Promise<FaderLessons> {
  const path = join(folder, FADERS_FILE);
  const rows = ((await readCsv(path)) ?? []).map((row) => rowOf(path, row));
  const names = [...new Set(rows.map(({ name }) => name))];
  if (names.length > MOST_FADERS) throw bad(`${path} names ${names.length} faders. Teach at most ${MOST_FADERS}.`);
  if (new Set(names.map(faderProperty)).size < names.length)
    throw bad(`${path} names two faders that differ only in case or punctuation. Rename one.`);
  const found = new Map<string, { readonly frames: Float32Array; readonly key: string }>();
  const files = [...new Set(rows.map(({ file }) => file))];
  const lost = await eachFile(
    files.map((file) => join(folder, file)),
    {
      stderr,
      analyse: (turn) => soundFrames(turn, { features, seconds: LONGEST }),
      deliver: (frames, { file }) => {
        const key = createHash('sha256').update(new Uint8Array(frames.buffer)).digest('hex');
        found.set(file, { frames, key });
        return Promise.resolve();
      },
    },
  );
  const faders = new Map(names.map((name) => [name, [] as FaderStretch[]]));
  for (const { where, file, name, target, from, to } of rows) {
    const sound = found.get(join(folder, file));
    if (!sound) continue;
    const at = (seconds: number) => Math.round(seconds / features.hopSeconds) * features.bands;
    const frames = sound.frames.slice(at(from), to === Infinity ? undefined : at(to));
    if (frames.length === 0)
      throw bad(
        `${where} there is no sound from ${String(from)} to ${to === Infinity ? 'the end' : String(to)} s. The file has ` +
          `${((sound.frames.length / features.bands) * features.hopSeconds).toFixed(1)} s; at most ${LONGEST} s are read.`,
      );
    faders.get(name)!.push({ frames, target, key: sound.key });
  }
  return { faders, failed: lost.length };
}

function rowOf(path: string, { line, cells }: CsvRow): Row {
  const byColumn = Object.entries(cells).map(([column, cell]) => [column.trim().toLowerCase(), cell.trim()] as const);
  const { file = '', name = '', value = '', from = '', to = '' } = Object.fromEntries(byColumn);
  const where = `${path}, line ${String(line)}:`;
  const number = (text: string) => (/^[\d.+-]/.test(text) && !/^[+-]?0[xob]/i.test(text) ? Number(text) : NaN);
  const target = number(value);
  if (file === '') throw bad(`${where} there is no file. The columns are file, name, value, and optionally from, to.`);
  if (!isLabel(name)) throw bad(`${where} "${name}" cannot be a name. Use 1 to ${LONGEST_LABEL} characters.`);
  if (!(target >= 0 && target <= 1)) throw bad(`${where} the value "${value}" is not a number from 0 to 1.`);
  const span = { from: from === '' ? 0 : number(from), to: to === '' ? Infinity : number(to) };
  if (!(span.from >= 0 && span.to > span.from))
    throw bad(`${where} "from" and "to" must be seconds, and "to" the later one.`);
  return { where, file, name, target, ...span };
}

const bad = (what: string): PinnaError => new PinnaError(PinnaErrorCode.BadOption, what);
