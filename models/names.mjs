import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The models that are there: names of the folders beside this file that have a model.json. */
export function modelNames() {
  const folder = import.meta.dirname; // read whole: Vite, which bundles its configuration, replaces no other spelling
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'model.json')))
    .sort();
}
