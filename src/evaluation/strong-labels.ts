import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { CsvRow } from './labelled-manifest.js';
import type { TimedEvent } from './timed-event.js';
import { BIRD, type Vocabulary } from './vocabulary.js';

/** A true event of a recording. */
export interface TrueEvent extends TimedEvent {
  /** Whether it begins abruptly, so that its onset is well defined; absent if the table does not say. */
  readonly isSharp?: boolean;
}

/** The timed events of a table. */
export interface StrongLabels {
  /** By path, sorted by onset. A path whose events are all unknown to the model has an empty list. */
  readonly byPath: ReadonlyMap<string, readonly TrueEvent[]>;
  /** Ignored labels, which the model lacks, with their number of rows. */
  readonly unknownNames: ReadonlyMap<string, number>;
}

/**
 * Reads timed events from a table with the columns `path`, `onset`, `offset` (seconds), `class` and optionally `sharp`
 * (1, 0).
 *
 * @throws PinnaError `bad-option` naming the line, for an invalid row
 */
export function readStrongLabels(rows: readonly CsvRow[], { events, heads }: Vocabulary): StrongLabels {
  const byPath = new Map<string, TrueEvent[]>();
  const unknownNames = new Map<string, number>();
  for (const { cells, line } of rows) {
    const { path = '', class: label = '', sharp = '0' } = cells;
    const [onset, offset] = [number(cells.onset), number(cells.offset)];
    if (path === '' || label === '' || !(onset >= 0) || !(offset > onset && offset < Infinity))
      throw new PinnaError(
        PinnaErrorCode.BadOption,
        `Line ${String(line)} of the strong labels needs a path, a class, and 0 ≤ onset < offset.`,
      );
    if (sharp !== '0' && sharp !== '1')
      throw new PinnaError(
        PinnaErrorCode.BadOption,
        `Line ${String(line)} of the strong labels has "${sharp}" for sharp. Use 1 or 0.`,
      );
    const ofPath = byPath.get(path) ?? [];
    byPath.set(path, ofPath);
    const event = { label, onset, offset, ...('sharp' in cells && { isSharp: sharp === '1' }) };
    if (events.includes(label) || (label === BIRD && heads.bird)) ofPath.push(event);
    else unknownNames.set(label, (unknownNames.get(label) ?? 0) + 1);
  }
  for (const ofPath of byPath.values()) ofPath.sort((a, b) => a.onset - b.onset);
  return { byPath, unknownNames };
}

/**
 * Parses a number.
 *
 * @returns NaN for an empty cell, which `Number` would read as 0
 */
const number = (cell = ''): number => (cell.trim() === '' ? NaN : Number(cell));
