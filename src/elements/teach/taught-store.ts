import type { DBSchema } from 'idb';
import { readableTaughtState, type ReadableState } from '../../listener/readable-taught-state.js';
import type { TaughtState } from '../../listener/taught-state.js';
import { openDatabase } from '../../storage/open-database.js';

interface TaughtSchema extends DBSchema {
  states: { key: string; value: TaughtState };
}

const VERSION = 1;
/** The only key: a database has one state. */
const KEY = 'state';

/** Returns the name of the database for taught sounds. */
export const taughtDatabase = (name: string): string => `pinna-taught:${name}`;

/** Reads what is stored on this device, without what is damaged; undefined if nothing is. @throws the browser's error if it refuses */
export async function readTaught(name: string): Promise<ReadableState | undefined> {
  const database = await open(name);
  try {
    const stored: unknown = await database.get('states', KEY);
    return stored === undefined ? undefined : readableTaughtState(stored);
  } finally {
    database.close();
  }
}

/** Stores taught sounds on this device. @throws the browser's error if it refuses */
export async function storeTaught(name: string, state: TaughtState): Promise<void> {
  const database = await open(name);
  try {
    await database.put('states', state, KEY);
  } finally {
    database.close();
  }
}

const open = (name: string) =>
  openDatabase<TaughtSchema>(taughtDatabase(name), {
    version: VERSION,
    upgrade: (database) => void database.createObjectStore('states'),
  });
