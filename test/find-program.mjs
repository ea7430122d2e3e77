import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The path of an installed program: what the environment variable says, else the first of `names` on the PATH, else the
 * first of `places` that exists, else undefined.
 * @throws Error where the variable names a file that is not there
 */
export function findProgram({ variable, names, places = [] }) {
  const given = process.env[variable];
  if (given) {
    if (!existsSync(given)) throw new Error(`${variable} is ${given}: no such file.`);
    return given;
  }
  const path = (process.env.PATH ?? '').split(delimiter);
  return [...path.flatMap((folder) => names.map((name) => join(folder, name))), ...places].find(existsSync);
}
