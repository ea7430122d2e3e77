import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { TimeBase } from './event-list.js';

/**
 * Rounds seconds to the microsecond. This is finer than any sample and removes binary rounding noise.
 *
 * @throws PinnaError `bad-option` unless the time is finite and ≥ 0
 */
export function seconds(time: number): number {
  if (!(Number.isFinite(time) && time >= 0)) throw invalid(`The time is ${String(time)}. Pass finite seconds ≥ 0.`);
  return Number(time.toFixed(6));
}

/**
 * Rounds a score to six significant digits, fine enough for ranking even near 0.
 *
 * @throws PinnaError `bad-option` for NaN and infinities, which most readers cannot parse
 */
export function score(value: number): number {
  if (!Number.isFinite(value)) throw invalid(`The score is ${String(value)}. Pass a finite number.`);
  return Number(value.toPrecision(6));
}

function invalid(message: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, message);
}

/**
 * Writes the meaning of second 0 for a cell or a field: `file` for the file's start, or else its wall time (ISO 8601,
 * UTC).
 *
 * @throws PinnaError `bad-option` for an invalid date
 */
export function timeBaseCode(timeBase: TimeBase): string {
  if (timeBase.kind === 'file') return 'file';
  if (!Number.isFinite(timeBase.zero.getTime())) {
    throw invalid('The date of second 0 is invalid. Pass a valid Date as `zero`.');
  }
  return timeBase.zero.toISOString();
}

/**
 * Writes the wall time of a detection as in RFC 3339, with milliseconds and the offset of the local time from UTC at that
 * moment: `2026-11-29T14:32:07.120+01:00`.
 *
 * @param time seconds on the clock of the time base
 * @returns undefined for a file, whose sounds have no wall time, and for a year that RFC 3339 cannot write
 */
export function wallTime(timeBase: TimeBase, time: number): string | undefined {
  if (timeBase.kind === 'file') return undefined;
  const date = new Date(timeBase.zero.getTime() + Math.round(time * 1000));
  const west = date.getTimezoneOffset();
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const offset = `${west > 0 ? '-' : '+'}${two(Math.abs(west) / 60)}:${two(Math.abs(west) % 60)}`;
  const local = new Date(date.getTime() - west * 60_000);
  // Other years have a sign and six digits, or are invalid.
  const isWritable = local.getUTCFullYear() >= 0 && local.getUTCFullYear() <= 9999;
  return isWritable ? local.toISOString().replace('Z', offset) : undefined;
}
