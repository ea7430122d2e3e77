import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { TimeBase } from './event-list.js';

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
