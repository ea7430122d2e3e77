import type { DBSchema, IDBPDatabase } from 'idb';
import { openDatabase } from '../storage/open-database.js';
import { bytesOf, inOrder, type LogDay, type LogEntry } from './log-entry.js';
import type { LogStore } from './log-store.js';
import { isLogDay, isLogEntry } from './valid-entry.js';

interface LogSchema extends DBSchema {
  entries: { key: string; value: LogEntry; indexes: { day: string } };
  days: { key: string; value: LogDay };
}

/** Version of the database's layout. A change needs an `upgrade` from each earlier version. */
const VERSION = 1;

/** Returns the name of the database for a log. */
export const databaseName = (name: string): string => `pinna-log:${name}`;

/** Keeps a log in IndexedDB. Several pages may use the same log at once. Leaves out stored values that are not valid. */
export class IndexedLogStore implements LogStore {
  readonly #database: IDBPDatabase<LogSchema>;

  private constructor(database: IDBPDatabase<LogSchema>) {
    this.#database = database;
  }

  /**
   * Opens a log; creates it if it is new.
   *
   * @param onClosed called if the browser closes the database, for instance because the user deletes the site's data
   * @throws the browser's error if it refuses; Error if it does not answer in time
   */
  static async open(name: string, onClosed: () => void): Promise<IndexedLogStore> {
    const database = await openDatabase<LogSchema>(databaseName(name), {
      version: VERSION,
      upgrade(created) {
        created.createObjectStore('entries', { keyPath: 'id' }).createIndex('day', 'day');
        created.createObjectStore('days', { keyPath: 'day' });
      },
      onClosed,
    });
    return new IndexedLogStore(database);
  }

  async days(): Promise<LogDay[]> {
    return (await this.#database.getAll('days')).filter(isLogDay);
  }

  async entries(day: string): Promise<LogEntry[]> {
    return inOrder((await this.#database.getAllFromIndex('entries', 'day', day)).filter(isLogEntry));
  }

  async put(entries: readonly LogEntry[]): Promise<void> {
    const change = this.#database.transaction(['entries', 'days'], 'readwrite');
    const stored = change.objectStore('entries');
    const work = async () => {
      const counts = new Map<string, { entries: number; bytes: number }>();
      const befores = await Promise.all(entries.map(({ id }) => stored.get(id)));
      await Promise.all(entries.map((entry) => stored.put(entry)));
      for (const [i, entry] of entries.entries()) {
        const before = befores[i];
        const count = counts.get(entry.day) ?? { entries: 0, bytes: 0 };
        count.entries += before ? 0 : 1;
        count.bytes += bytesOf(entry) - (before ? bytesOf(before) : 0);
        counts.set(entry.day, count);
      }
      await countDays(change.objectStore('days'), counts);
    };
    await Promise.all([work(), change.done]);
  }

  async remove(day: string, ids: readonly string[]): Promise<void> {
    const change = this.#database.transaction(['entries', 'days'], 'readwrite');
    const stored = change.objectStore('entries');
    const work = async () => {
      const befores = (await Promise.all(ids.map((id) => stored.get(id)))).filter((entry) => entry !== undefined);
      await Promise.all(befores.map(({ id }) => stored.delete(id)));
      const count = { entries: -befores.length, bytes: -befores.reduce((sum, entry) => sum + bytesOf(entry), 0) };
      await countDays(change.objectStore('days'), new Map([[day, count]]));
    };
    await Promise.all([work(), change.done]);
  }

  close(): void {
    this.#database.close();
  }
}

/** The store of days within a transaction. */
interface Days {
  get(day: string): Promise<LogDay | undefined>;
  put(day: LogDay): Promise<unknown>;
  delete(day: string): Promise<void>;
}

/** Adds to the counts of days, and deletes the days that became empty. */
async function countDays(
  days: Days,
  more: ReadonlyMap<string, { readonly entries: number; readonly bytes: number }>,
): Promise<void> {
  for (const [day, { entries, bytes }] of more) {
    const before = (await days.get(day)) ?? { entries: 0, bytes: 0 };
    const after = { day, entries: before.entries + entries, bytes: Math.max(0, before.bytes + bytes) };
    if (after.entries > 0) await days.put(after);
    else await days.delete(day);
  }
}
