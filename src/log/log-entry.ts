import type { Detection } from '../decisions/detection.js';
import type { FrequencyBand } from '../features/frame-geometry.js';

/** Time after which an entry without an end has been broken off, ms. While a sound lasts, its entry is renewed twice a second. */
const BROKEN_OFF_AFTER = 5000;

/** A detection in the log, with wall-clock times. */
export interface LogEntry extends Omit<Detection, 'id' | 'onset' | 'offset'> {
  /** Stable id, unique among all logs: the listening session and the number of the detection in it. */
  readonly id: string;
  /** Local date of the onset: `2026-11-29`. The entries of a day are one session of the log. */
  readonly day: string;
  /** Wall-clock time of the onset, ms since 1970. */
  readonly onset: number;
  /** Wall-clock time of the end, ms since 1970; null while the sound lasts, or if listening broke off before its end. */
  readonly offset: number | null;
  /** Wall-clock time until which the sound has lasted at least, ms since 1970. */
  readonly until: number;
  /** Id of the listening session. */
  readonly run: string;
  /** Onset on the clock of the listening session, seconds. */
  readonly start: number;
  /** Onset in the played file, seconds; absent for live sound. */
  readonly inFile?: number;
  /** Name of the input or the played file; empty if there is none. */
  readonly input: string;
  /** Model that made the detection. */
  readonly model: { readonly name: string; readonly version: string };
  /** Frequency band that the model analyses. */
  readonly band: FrequencyBand;
}

/** A day of the log. */
export interface LogDay {
  /** Local date: `2026-11-29`. */
  readonly day: string;
  /** Number of entries. */
  readonly entries: number;
  /** Estimated storage, bytes. */
  readonly bytes: number;
}

/** Returns the local date of a wall-clock time: `2026-11-29`. @param time ms since 1970 */
export function dayOf(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
}

/** Whether the sound of an entry lasts. @param now wall-clock time, ms */
export function isOngoing({ offset, until }: LogEntry, now: number): boolean {
  return offset === null && now - until < BROKEN_OFF_AFTER;
}

/** Returns the known end of an entry's sound: wall-clock time, ms since 1970. Never before the onset, even if the clock was set. */
export function endOf({ onset, offset, until }: LogEntry): number {
  return Math.max(onset, offset ?? until);
}

/** Space that a database needs for an entry beside its values, bytes. */
const OVERHEAD = 64;

/** Returns the estimated storage of an entry, bytes. */
export function bytesOf(entry: LogEntry): number {
  return JSON.stringify(entry).length + OVERHEAD;
}

/** Returns entries in the order of their onsets. */
export function inOrder(entries: Iterable<LogEntry>): LogEntry[] {
  return [...entries].sort((a, b) => a.onset - b.onset);
}
