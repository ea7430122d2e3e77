import type { LogDay, LogEntry } from './log-entry.js';

/** Local date: `2026-11-29`. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Latest time of an entry, ms since 1970: the year 2286. Some export formats need space for the time between two sounds. */
const LATEST = 1e13;

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isDay: Check = (value) => typeof value === 'string' && DAY.test(value);
const isNumber: Check = Number.isFinite;
const isSeconds: Check = (value) => typeof value === 'number' && Math.abs(value) <= LATEST / 1000;
const isTime: Check = (value) => typeof value === 'number' && value >= 0 && value <= LATEST;
const isShare: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const isCount: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const ENTRY: Readonly<Record<keyof LogEntry, Check>> = {
  id: isText,
  day: isDay,
  onset: isTime,
  offset: (value) => value === null || isTime(value),
  until: isTime,
  run: isText,
  start: isSeconds,
  inFile: (value) => value === undefined || isSeconds(value),
  input: isText,
  head: isText,
  label: isText,
  families: (value) => Array.isArray(value) && value.every(isText),
  peak: isShare,
  confidence: isShare,
  model: (value) => has({ name: isText, version: isText }, value),
  band: (value) => has({ low: isNumber, high: isNumber }, value),
};

/** Whether a stored value is an entry. Another version of the page, or another program of the same site, may have stored it. */
export const isLogEntry = (value: unknown): value is LogEntry => has(ENTRY, value);

/** Whether a stored value is a day. */
export const isLogDay = (value: unknown): value is LogDay =>
  has({ day: isDay, entries: isCount, bytes: isCount }, value);

function has(checks: Readonly<Record<string, Check>>, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(checks).every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]));
}
