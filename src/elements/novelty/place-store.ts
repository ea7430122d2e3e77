import type { DBSchema } from 'idb';
import type { HeardState } from '../../novelty/familiar-sounds.js';
import { openDatabase } from '../../storage/open-database.js';

interface PlaceSchema extends DBSchema {
  heard: { key: string; value: HeardState };
}

const VERSION = 1;

/** Returns the name of the database of a place. */
const placeDatabase = (name: string): string => `pinna-place:${name}`;

/** Reads a memory of a place, unchecked. @param key network that it belongs to @throws the browser's error if it refuses */
export async function readHeard(name: string, key: string): Promise<unknown> {
  return withDatabase(name, (database) => database.get('heard', key));
}

/** Stores a memory of a place. @throws the browser's error if it refuses */
export async function storeHeard(name: string, key: string, state: HeardState): Promise<void> {
  await withDatabase(name, (database) => database.put('heard', state, key));
}

/** Deletes all memories of a place. @throws the browser's error if it refuses */
export async function forgetHeard(name: string): Promise<void> {
  await withDatabase(name, (database) => database.clear('heard'));
}

type Database = Awaited<ReturnType<typeof open>>;

async function withDatabase<T>(name: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await open(name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

const open = (name: string) =>
  openDatabase<PlaceSchema>(placeDatabase(name), {
    version: VERSION,
    upgrade: (database) => void database.createObjectStore('heard'),
  });
