import { PinnaError, PinnaErrorCode } from '../errors.js';
import { asWritten, isLabel, type TaughtSet } from '../teach/file/taught-file.js';

/**
 * Checks a `TaughtState`, for example one that a browser has stored. Pure.
 * @throws PinnaError `bad-taught-file` if anything in it is missing or damaged
 */
export function checkTaughtState(state: unknown): void {
  if (!isRecord(state)) throw damaged();
  const { set, examples, refused, reports, targets, corrections } = state;
  const isComplete =
    (set === undefined || isSet(set)) &&
    isMap(examples, (list) => Array.isArray(list) && list.every(isExample)) &&
    Array.isArray(refused) &&
    refused.every((one: unknown) => isExample(one) && isLabel(one.label)) &&
    isMap(reports, (report) => isRecord(report) && Array.isArray(report.leftOut) && Array.isArray(report.alike)) &&
    isMap(targets, (target) => typeof target === 'number' && target > 0 && target < Infinity) &&
    Array.isArray(corrections) &&
    corrections.every(isCorrection);
  if (!isComplete) throw damaged();
}

/** Whether a value holds taught sounds that could be written to a file. */
function isSet(value: unknown): boolean {
  try {
    asWritten(value as TaughtSet);
    return true;
  } catch {
    return false;
  }
}

function isExample(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const { frames, bands, key } = value;
  return (
    frames instanceof Float32Array &&
    Number.isInteger(bands) &&
    Number(bands) > 0 &&
    frames.length > 0 &&
    frames.length % Number(bands) === 0 &&
    frames.every(Number.isFinite) &&
    typeof key === 'string' &&
    /^\d{1,9}$/.test(key)
  );
}

function isCorrection(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { head, label, on } = value;
  return typeof head === 'string' && typeof label === 'string' && typeof on === 'number' && on > 0 && on <= 1;
}

const isMap = (value: unknown, isValue: (value: unknown) => boolean): boolean =>
  value instanceof Map && [...(value as Map<unknown, unknown>)].every(([key, one]) => isLabel(key) && isValue(one));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const damaged = (): PinnaError =>
  new PinnaError(
    PinnaErrorCode.BadTaughtFile,
    "The stored sounds are damaged. Open a file of them, or clear this page's data in the browser and teach them again.",
  );
