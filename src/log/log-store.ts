import type { LogDay, LogEntry } from './log-entry.js';

/** Keeps log entries beyond the life of the page. Every method rejects if the storage refuses. */
export interface LogStore {
  /** Returns the days with entries, oldest first. */
  days(): Promise<LogDay[]>;
  /** Returns the entries of a day. */
  entries(day: string): Promise<LogEntry[]>;
  /** Adds entries, and replaces those with the same ids. */
  put(entries: readonly LogEntry[]): Promise<void>;
  /** Removes entries of a day. An id that is not stored is ignored. */
  remove(day: string, ids: readonly string[]): Promise<void>;
  /** Closes the storage. Nothing else may be called afterwards. */
  close(): void;
}
