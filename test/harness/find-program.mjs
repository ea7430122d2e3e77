import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Returns the path of an installed program: the environment variable's value, else the first of `names` on the PATH, else the
 * first existing one of `places`, else undefined.
 * @param {{ variable: string, names: string[], places?: string[] }} program
 * @throws Error if the variable names a missing file
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
