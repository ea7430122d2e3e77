import { parseArgs } from 'node:util';
import { LAYOUTS } from '../../explore/recording-values.js';
import { MAX_SAMPLE_RATE, MIN_SAMPLE_RATE } from '../../features/frame-geometry.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from '../../formats/export-format-ids.js';
import { EXPORT_FORMATS } from '../../formats/export-formats.js';
import { FRAME_SCORES } from '../../formats/frame-scores-tsv.js';
import { didYouMean } from '../../model/nearest-name.js';
import { parseShard, WHOLE } from '../files/input-files.js';
import { SAMPLE_FORMATS } from '../files/pcm-format.js';
import {
  DESCRIPTION_FORMATS,
  LIVE_FORMATS,
  MAP_FORMATS,
  PAGE_LANGUAGES,
  UNITS,
  type Command,
  type OutputFormat,
} from './commands.js';
import { COMMANDS, OPTIONS_OF, parsedOptions, type CommandName } from './options.js';
import { usage } from './usage.js';

/** Output formats of `classify`. `events` is an alias of `jsonl`. */
const FORMATS = ['table', 'summary', ...EXPORT_FORMAT_IDS, FRAME_SCORES.id, 'events'] as const;
const BACKENDS = ['auto', 'wasm', 'cpu', 'webgpu'] as const;
/**
 * Default duration of a network step, frames of 20 ms. Measured cost: 1.4 % of a core at 1 frame, 0.9 % at 10, 0.8 % at 32,
 * no less beyond.
 */
const DEFAULT_CHUNK = '32';
/** The same for live sound, where a longer step delays the answer (0.1 s). */
const DEFAULT_LIVE_CHUNK = '5';
const MAX_CHUNK = 10_000;
const MAX_JOBS = 256;
const MAX_CHANNELS = 32;
/** Defaults of `fit`. */
const DEFAULT_WRONG_COST = '1';
const DEFAULT_BUDGET = '1';
const DEFAULT_CONFIRM = '0.4,0.8,1.2';

/**
 * Parses a command line.
 *
 * @param argv arguments without the program's name
 * @throws PinnaError `bad-option`
 */
export function parseCommandLine(argv: readonly string[]): Command {
  const { values, positionals } = readOptions(argv);
  const [given, ...files] = positionals;
  if (given === 'help') return { name: 'help', of: files[0] === undefined ? undefined : commandOf(files[0]) };
  if (values.help) return { name: 'help', of: COMMANDS.find((command) => command === given) };
  if (values.version) return { name: 'version' };
  if (given === undefined) throw usage('No command was given.');
  const name = commandOf(given);
  const own: readonly string[] = OPTIONS_OF[name];
  const foreign = Object.keys(values).find((option) => !own.includes(option));
  if (foreign !== undefined) throw usage(`${name} does not accept --${foreign}.${suggestion(foreign, name)}`, name);
  if (name === 'fit') return { name, model: values.model, ...fitOptions(files, values) };
  if (name === 'describe') return { name, ...describeOptions(files, values) };
  if (name === 'classes') return { name, ...classesOptions(files, values) };
  if (name === 'teach') return { name, model: values.model, ...teachOptions(files, values) };
  const chunk = values.chunk ?? (name === 'listen' ? DEFAULT_LIVE_CHUNK : DEFAULT_CHUNK);
  const computing = {
    model: values.model,
    backend: oneOf(name, 'backend', values.backend ?? 'auto', BACKENDS),
    chunk: wholeNumber(name, 'chunk', chunk, MAX_CHUNK),
  };
  if (name === 'listen') return { name, ...computing, ...listenOptions(files, values) };
  if (name === 'explore') return { name, ...computing, ...exploreOptions(files, values) };
  return name === 'classify'
    ? { name, ...computing, ...classifyOptions(files, values) }
    : { name, ...computing, ...evaluateOptions(files, values) };
}

type Values = ReturnType<typeof readOptions>['values'];

function classifyOptions(
  paths: readonly string[],
  { output, taught, cost = false, partial = false, ...values }: Values,
) {
  const wrong = (what: string) => usage(what, 'classify');
  if (paths.length === 0) throw wrong('No file to classify was given.');
  // The computing time is part of the summary only.
  const format = formatOf(values.format === undefined && cost ? 'summary' : values.format);
  if (format === 'readable' && output !== undefined) throw wrong('--output needs --format, for example --format csv.');
  if (typeof format === 'string' && output !== undefined) throw wrong(`--format ${format} does not accept --output.`);
  if (format !== 'summary' && cost) throw wrong('Only --format summary accepts --cost.');
  const jobs = wholeNumber('classify', 'jobs', values.jobs ?? '1', MAX_JOBS);
  const shard = values.shard === undefined ? WHOLE : parseShard(values.shard);
  if (!shard) throw wrong(`--shard must be i/n, the i-th of n parts, not "${values.shard}".`);
  return { paths, format, output, jobs, shard, cost, partial, taught };
}

function teachOptions(
  [folder, ...more]: readonly string[],
  { out, target, thorough = false, backend = 'auto' }: Values,
) {
  if (folder === undefined || more.length > 0)
    throw usage('teach needs one folder, with a folder for each sound.', 'teach');
  if (out === undefined) throw usage('teach needs --out FILE.', 'teach');
  return {
    folder,
    out,
    target: target === undefined ? undefined : positive('teach', 'target', target),
    thorough,
    backend: oneOf('teach', 'backend', backend, BACKENDS),
  };
}

function listenOptions(
  files: readonly string[],
  { rate, channels, sample, format, source, taught, chords = false }: Values,
) {
  const wrong = (what: string) => usage(what, 'listen');
  if (files[0] !== undefined && files[0] !== '-')
    throw wrong(`listen reads standard input, not files ("${files[0]}"): use pinna classify for a file.`);
  if (rate === undefined && (channels ?? sample) !== undefined)
    throw wrong(`--${channels === undefined ? 'sample' : 'channels'} needs --rate, the sample rate of raw samples.`);
  if (chords && format === 'answer') throw wrong('The present answer has no chords: use --format jsonl with --chords.');
  return {
    raw:
      rate === undefined
        ? undefined
        : {
            sampleRate: wholeNumber('listen', 'rate', rate, MAX_SAMPLE_RATE, MIN_SAMPLE_RATE),
            channels: wholeNumber('listen', 'channels', channels ?? '1', MAX_CHANNELS),
            sample: oneOf('listen', 'sample', sample ?? 's16', SAMPLE_FORMATS),
          },
    format: format === undefined ? undefined : oneOf('listen', 'format', format, LIVE_FORMATS),
    source,
    taught,
    chords,
  };
}

function evaluateOptions(
  files: readonly string[],
  { data, manifest, strong, split, json, predictions, logits, taught }: Values,
) {
  if (files[0] !== undefined)
    throw usage(`evaluate does not accept files ("${files[0]}"): list them in the manifest.`, 'evaluate');
  if (data === undefined) throw usage('evaluate needs --data DIR.', 'evaluate');
  if (taught !== undefined && logits !== undefined)
    throw usage('evaluate accepts --taught or --logits, not both.', 'evaluate');
  const output = typeof json === 'string' ? json : undefined;
  return { data, manifest, strong, split, json: output, predictions, logits, taught };
}

function fitOptions(folders: readonly string[], { logits, json, split, confirm, budget, ...values }: Values) {
  if (folders.length === 0) throw usage('fit needs a labelled folder.', 'fit');
  if (logits === undefined) throw usage('fit needs --logits DIR.', 'fit');
  if (typeof json !== 'string') throw usage('fit needs --json FILE.', 'fit');
  const seconds = (confirm ?? DEFAULT_CONFIRM).split(',').map((value) => positive('fit', 'confirm', value));
  const wrongCost = positive('fit', 'wrong-cost', values['wrong-cost'] ?? DEFAULT_WRONG_COST);
  return {
    folders,
    logits,
    json,
    split,
    wrongCost,
    budget: positive('fit', 'budget', budget ?? DEFAULT_BUDGET),
    confirm: seconds,
  };
}

function classesOptions(files: readonly string[], { model, json = false }: Values) {
  if (files[0] !== undefined)
    throw usage(`classes does not accept files ("${files[0]}"). Name a model with --model.`, 'classes');
  return { model, json: json === true };
}

function describeOptions(paths: readonly string[], { per, format, partial = false }: Values) {
  if (paths.length === 0) throw usage('No file to describe was given.', 'describe');
  const unit = oneOf('describe', 'per', per ?? 'file', UNITS);
  const written = oneOf('describe', 'format', format ?? 'csv', DESCRIPTION_FORMATS);
  if (written !== 'csv' && written !== 'jsonl' && unit !== 'chord')
    throw usage(`--format ${written} writes chords: add --per chord.`, 'describe');
  return { paths, per: unit, format: written, partial };
}

function exploreOptions(
  [folder, ...more]: readonly string[],
  { out, layout, lang, manifest, split, partial = false }: Values,
) {
  if (folder === undefined || more.length > 0)
    throw usage('explore needs one folder, with a folder for each class or a manifest.', 'explore');
  if (out === undefined) throw usage('explore needs --out FILE.', 'explore');
  const format = MAP_FORMATS.find((end) => out.toLowerCase().endsWith(`.${end}`));
  if (!format)
    throw usage(`--out must end in ${MAP_FORMATS.map((end) => `.${end}`).join(', ')}, not "${out}".`, 'explore');
  if (lang !== undefined && format !== 'html')
    throw usage('--lang sets the language of a page: add --out FILE.html.', 'explore');
  return {
    folder,
    out,
    format,
    layout: oneOf('explore', 'layout', layout ?? 'pca', LAYOUTS),
    lang: oneOf('explore', 'lang', lang ?? 'en', PAGE_LANGUAGES),
    manifest,
    split,
    partial,
  };
}

/** Reads a number of `fit`. */
function positive(command: CommandName, option: string, value: string): number {
  const number = Number(value);
  if (!(number > 0 && number < Infinity)) throw usage(`--${option} must be above 0, not "${value}".`, command);
  return number;
}

function wholeNumber(command: CommandName, option: string, value: string, max: number, min = 1): number {
  const number = Number(value);
  if (!(Number.isInteger(number) && number >= min && number <= max))
    throw usage(`--${option} must be a whole number from ${String(min)} to ${String(max)}, not "${value}".`, command);
  return number;
}

function oneOf<T extends string>(command: CommandName, option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  const what = `--${option} must be one of ${allowed.join(', ')}, not "${value}".`;
  throw usage(what + didYouMean(value, allowed), command);
}

/** Returns a command by its name. @throws PinnaError `bad-option` */
function commandOf(given: string): CommandName {
  const name = COMMANDS.find((command) => command === given);
  if (name !== undefined) return name;
  const isPath = /[./\\]/.test(given);
  const meant = isPath ? ` Did you mean pinna classify ${given}?` : didYouMean(given, COMMANDS);
  throw usage(`"${given}" is not a command.${meant}`);
}

function readOptions(argv: readonly string[]) {
  const command = COMMANDS.find((name) => name === argv[0]);
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: parsedOptions(command) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // "Unknown option '--loud'. To specify …"
    const [, unknown] = /^Unknown option '(-[^']*)'/.exec(message) ?? [];
    if (unknown === undefined) throw usage(/^[^.]*/.exec(message)![0] + '.', command);
    throw usage(`There is no option ${unknown}.${suggestion(unknown.replace(/^-+/, ''), command)}`, command);
  }
}

/** Suggests an option of the command, or of any command if it is not known. */
function suggestion(option: string, command: CommandName | undefined): string {
  const names = command === undefined ? Object.keys(parsedOptions(command)) : [...OPTIONS_OF[command], 'help'];
  return didYouMean(
    `--${option}`,
    names.map((name) => `--${name}`),
  );
}

function formatOf(value: string | undefined): OutputFormat {
  if (value === undefined) return 'readable';
  const name = oneOf('classify', 'format', value, FORMATS);
  if (name === 'table' || name === 'summary') return name;
  if (name === FRAME_SCORES.id) return FRAME_SCORES;
  const id: ExportFormatId = name === 'events' ? 'jsonl' : name;
  return EXPORT_FORMATS.find((format) => format.id === id)!;
}
