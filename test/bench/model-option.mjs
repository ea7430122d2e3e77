import { parseArgs } from 'node:util';
import { modelNames } from '../../models/names.mjs';

/** What `--model` names on the command line: a folder in models/; undefined where it is left out. Ends what cannot run. */
export function modelOption() {
  const { model } = parseArgs({ options: { model: { type: 'string' } } }).values;
  const names = modelNames();
  if (model === undefined || names.includes(model)) return model;
  console.error(`There is no model "${model}" in models/: name ${names.join(' or ')}.`);
  process.exit(2);
}
