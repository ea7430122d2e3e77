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
