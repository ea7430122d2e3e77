import { PinnaError, PinnaErrorCode } from '../errors.js';

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
