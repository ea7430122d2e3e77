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
  readonly unheard: ReadonlyMap<string, number>;
}

/**
 * Reads timed events from a table with the columns `path`, `onset`, `offset` (seconds), `class` and optionally `sharp`
 * (1, 0).
 *
 * @throws PinnaError `bad-option` naming the line, for an invalid row
 */
export function readStrongLabels(rows: readonly CsvRow[], { events, heads }: Vocabulary): StrongLabels {
  const byPath = new Map<string, TrueEvent[]>();
  const unheard = new Map<string, number>();
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
        `Line ${String(line)} of the strong labels has "${sharp}" for sharp; it takes 1 or 0.`,
      );
    const mine = byPath.get(path) ?? [];
    byPath.set(path, mine);
    const event = { label, onset, offset, ...('sharp' in cells && { isSharp: sharp === '1' }) };
    if (events.includes(label) || (label === BIRD && heads.bird)) mine.push(event);
    else unheard.set(label, (unheard.get(label) ?? 0) + 1);
  }
  for (const mine of byPath.values()) mine.sort((a, b) => a.onset - b.onset);
  return { byPath, unheard };
}

/**
 * Parses a number.
 *
 * @returns NaN for an empty cell, which `Number` would read as 0
 */
const number = (cell = ''): number => (cell.trim() === '' ? NaN : Number(cell));
