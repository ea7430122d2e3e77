import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { TimeBase } from './event-list.js';

/**
 * Seconds, to the microsecond: finer than any sample, and free of the noise of binary fractions.
 *
 * @throws PinnaError `bad-option` for what is no time from second 0 on
 */
export function seconds(time: number): number {
  if (!(Number.isFinite(time) && time >= 0)) throw bad(time, 'time');
  return Number(time.toFixed(6));
}

/**
 * A score, to six significant digits: fine enough to rank by, also near 0.
 *
 * @throws PinnaError `bad-option` for NaN and infinities, which most readers cannot read
 */
export function score(value: number): number {
  if (!Number.isFinite(value)) throw bad(value, 'score');
  return Number(value.toPrecision(6));
}

function bad(value: number, what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, `${String(value)} is no ${what}: check where it comes from.`);
}

/**
 * What second 0 is, for a cell or a field: `file` for the file's start, else the wall clock's date and time then (ISO 8601,
 * UTC).
 *
 * @throws PinnaError `bad-option` for a date that is none
 */
export function timeBaseCode(timeBase: TimeBase): string {
  if (timeBase.kind === 'file') return 'file';
  if (!Number.isFinite(timeBase.zero.getTime())) {
    throw new PinnaError(PinnaErrorCode.BadOption, 'The date of second 0 is no date: check where it comes from.');
  }
  return timeBase.zero.toISOString();
}
