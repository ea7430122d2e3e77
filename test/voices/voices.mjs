/**
 * Measures how much speech is left in excerpts that are saved without voices: `npm run evaluate:voices -- --data FOLDER`. The
 * folder has a `manifest.csv` with the columns `path`, `dataset`, `split`, `speech` and `events`; the recordings of the split `val`
 * are used. Speech is played near and in a room, at −10 to −40 dBFS, over quiet noise, ambience and music; also as single words of
 * half a second. A moment counts as audible if it holds speech and is not muted. Exits with 1 if more than 1 % of the speech over
 * quiet noise is audible.
 *
 *   --data FOLDER  the labelled recordings
 *   --model NAME   one of the models in models/; default: the default model
 *   --every N      use each N-th recording only; default 1
 *   --json FILE    output file; default: test/results/voices.json
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundle, figuresOf, results, root } from '../bench/bundle.mjs';

/** Largest share of speech that may be audible. */
const LIMIT = 0.01;

const text = { type: 'string' };
const { data, model, every, json } = parseArgs({
  options: {
    data: text,
    model: { ...text, default: 'crnn' },
    every: { ...text, default: '1' },
    json: { ...text, default: `${results}/voices.json` },
  },
}).values;
if (!data) {
  console.error('Name the folder of the labelled recordings with --data.');
  process.exit(2);
}

const script = await bundle('../voices/measure-voices.ts');
const figures = figuresOf(script, data, `${root}models/${model}`, `${root}dist/wasm/`, every);
writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);

const percent = (share) => `${(100 * share).toFixed(2)} %`;
const byRule = (shares) => Object.fromEntries(figures.rules.map((each, i) => [each, percent(shares[i])]));
console.log(`${figures.model.name} ${figures.model.version}, ${figures.utterances} utterances`);
console.log('\nSpeech left audible, by rule');
console.table(
  Object.fromEntries(figures.speech.map(({ what, level, audible }) => [`${what}, ${level} dBFS`, byRule(audible)])),
);
console.log('\nOther sound muted, by rule');
console.table(
  Object.fromEntries(figures.others.map(({ kind, recordings, muted }) => [`${kind} (${recordings})`, byRule(muted)])),
);
const quiet = figures.speech.filter(({ isQuiet }) => isQuiet);
const audible =
  quiet.reduce((sum, { audible: [shares], rows }) => sum + shares * rows, 0) /
  quiet.reduce((sum, { rows }) => sum + rows, 0);
console.log(`\nWith the rule in use, ${percent(audible)} of the speech over quiet noise is audible.`);
process.exitCode = audible <= LIMIT ? 0 : 1;
