import { parseArgs } from 'node:util';
import { modelNames } from '../../models/names.mjs';

/** Parses the benchmark's command line. Ends the process if an option is invalid. */
export function options() {
  const text = { type: 'string' };
  const { model, only, json } = parseArgs({ options: { model: text, only: text, json: text } }).values;
  const names = modelNames();
  if (model !== undefined && !names.includes(model)) {
    console.error(`There is no model "${model}" in models/: name ${names.join(' or ')}.`);
    process.exit(2);
  }
  return { model, only: only?.split(','), json };
}
