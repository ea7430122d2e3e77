import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { withTimeout } from '../lifetime/waiting.js';

/** Time limit for opening, ms. A page that uses an older version may block it, and some browsers never answer. */
const OPEN_LIMIT = 10_000;

/** How to open a database of IndexedDB. */
export interface DatabaseOptions<Schema extends DBSchema> {
  /** Version of the layout. A change needs an `upgrade` from each earlier version. */
  readonly version: number;
  /** Creates what the version needs. */
  readonly upgrade: (database: IDBPDatabase<Schema>) => void;
  /** Called if the browser closes the database, for instance because the user deletes the site's data. */
  readonly onClosed?: () => void;
}

/**
 * Opens a database; creates it if it is new. It never makes another page wait: it closes if that page deletes the database or has a newer
 * version.
 *
 * @throws the browser's error if it refuses; Error if it does not answer in time
 */
export function openDatabase<Schema extends DBSchema>(
  name: string,
  { version, upgrade, onClosed = () => undefined }: DatabaseOptions<Schema>,
): Promise<IDBPDatabase<Schema>> {
  const opening = openDB<Schema>(name, version, {
    upgrade,
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
  return withTimeout(OPEN_LIMIT, opening, (late) => late.close());
}
