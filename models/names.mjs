import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The models that are there: names of the folders beside this file that have a model.json. */
export function modelNames() {
  const { dirname } = import.meta;
  return readdirSync(dirname)
    .filter((name) => existsSync(join(dirname, name, 'model.json')))
    .sort();
}
