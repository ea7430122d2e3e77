import {
  isAmount,
  isNumber,
  isRecord,
  isShare,
  isText,
  listOf,
  optional,
  type Check,
} from '../storage/stored-record.js';
import type { LogDay, LogEntry } from './log-entry.js';

/** Local date: `2026-11-29`. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Latest time of an entry, ms since 1970: the year 2286. Some export formats need space for the time between two sounds. */
const LATEST = 1e13;

const isDay: Check = (value) => typeof value === 'string' && DAY.test(value);
const isSeconds: Check = (value) => typeof value === 'number' && Math.abs(value) <= LATEST / 1000;
const isTime: Check = (value) => typeof value === 'number' && value >= 0 && value <= LATEST;

const ENTRY: Readonly<Record<keyof LogEntry, Check>> = {
  id: isText,
  day: isDay,
  onset: isTime,
  offset: (value) => value === null || isTime(value),
  until: isTime,
  run: isText,
  start: isSeconds,
  inFile: optional(isSeconds),
  input: isText,
  head: isText,
  label: isText,
  families: listOf(isText),
  peak: isShare,
  confidence: isShare,
  model: (value) => isRecord<LogEntry['model']>({ name: isText, version: isText }, value),
  band: (value) => isRecord<LogEntry['band']>({ low: isNumber, high: isNumber }, value),
};

/** Whether a stored value is an entry. */
export const isLogEntry = (value: unknown): value is LogEntry => isRecord<LogEntry>(ENTRY, value);

/** Whether a stored value is a day. */
export const isLogDay = (value: unknown): value is LogDay =>
  isRecord<LogDay>({ day: isDay, entries: isAmount, bytes: isAmount }, value);
