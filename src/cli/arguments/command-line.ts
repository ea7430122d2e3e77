import { parseArgs } from 'node:util';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from '../../formats/export-format-ids.js';
import { EXPORT_FORMATS, type ExportFormat } from '../../formats/export-formats.js';
import { FRAME_SCORES } from '../../formats/frame-scores-tsv.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import { parseShard, WHOLE, type Shard } from '../files/input-files.js';

/** Output formats of `classify`. `events` is an alias of `jsonl`. */
const FORMATS = ['summary', ...EXPORT_FORMAT_IDS, FRAME_SCORES.id, 'events'] as const;
const BACKENDS = ['auto', 'wasm', 'cpu', 'webgpu'] as const;
/**
 * Default number of frames per network step. Measured cost: 1.4 % of a core at 1 frame, 0.9 % at 10, 0.8 % at 32, no less
 * beyond.
 */
const DEFAULT_CHUNK = '32';
const MAX_CHUNK = 10_000;
const MAX_JOBS = 256;
const UNITS = ['file', 'frame', 'beat'] as const;
/** Unit that one row of a description covers. */
export type DescribedUnit = (typeof UNITS)[number];
const DESCRIPTION_FORMATS = ['csv', 'jsonl'] as const;
const COMPUTING = ['model', 'backend', 'chunk'] as const;
/** Options that each command accepts. */
const OPTIONS_OF = {
  classify: ['format', 'output', 'jobs', 'shard', 'cost', ...COMPUTING],
  evaluate: ['data', 'manifest', 'strong', 'split', 'json', 'predictions', ...COMPUTING],
  describe: ['format', 'per'],
} as const;
const COMMANDS = ['classify', 'evaluate', 'describe'] as const;

/** Format for the results of `classify`. */
export type OutputFormat = 'summary' | typeof FRAME_SCORES | ExportFormat;

/** A parsed command line of `pinna classify`. */
export interface ClassifyCommand {
  readonly name: 'classify';
  /** Files and folders, as given. */
  readonly paths: readonly string[];
  readonly format: OutputFormat;
  /** Output folder, with one file per input; undefined for standard output. */
  readonly output: string | undefined;
  /** Model folder, or name of a model in the package; undefined for the default model. */
  readonly model: string | undefined;
  readonly backend: BackendName | 'auto';
  /** Frames per network step. */
  readonly chunk: number;
  /** Number of files analysed at the same time. */
  readonly jobs: number;
  /** Part of the files to analyse. */
  readonly shard: Shard;
  /** Whether summaries include the computing time. */
  readonly cost: boolean;
}

/** A parsed command line of `pinna evaluate`. */
export interface EvaluateCommand {
  readonly name: 'evaluate';
  /** Folder that the manifest's paths are relative to. */
  readonly data: string;
  /** Manifest file; undefined for `manifest.csv` in the folder. */
  readonly manifest: string | undefined;
  /** File with timed events; undefined for `strong.csv` beside the manifest, if it exists. */
  readonly strong: string | undefined;
  /** Split whose rows are evaluated; undefined for all rows. */
  readonly split: string | undefined;
  readonly model: string | undefined;
  readonly backend: BackendName | 'auto';
  readonly chunk: number;
  /** Output file for all measurements; undefined for none. */
  readonly json: string | undefined;
  /** Output file for the predictions of each recording; undefined for none. */
  readonly predictions: string | undefined;
}

/** A parsed command line of `pinna describe`. */
export interface DescribeCommand {
  readonly name: 'describe';
  /** Files and folders, as given. */
  readonly paths: readonly string[];
  /** Unit that one row covers. */
  readonly per: DescribedUnit;
  readonly format: (typeof DESCRIPTION_FORMATS)[number];
}

/** A parsed command line. */
export type Command =
  ClassifyCommand | EvaluateCommand | DescribeCommand | { readonly name: 'help' } | { readonly name: 'version' };

/**
 * Parses a command line.
 *
 * @param argv arguments without the program's name
 * @throws PinnaError `bad-option`
 */
export function parseCommandLine(argv: readonly string[]): Command {
  const { values, positionals } = readOptions(argv);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [given, ...files] = positionals;
  if (given === undefined) throw usage('No command was given.');
  const name = COMMANDS.find((command) => command === given);
  if (name === undefined) throw usage(`"${given}" is not a command.`);
  const own: readonly string[] = OPTIONS_OF[name];
  const foreign = Object.keys(values).find((option) => !own.includes(option));
  if (foreign !== undefined) throw usage(`${name} does not accept --${foreign}.`);
  if (name === 'describe') return { name, ...describeOptions(files, values) };
  const computing = {
    model: values.model,
    backend: oneOf('backend', values.backend ?? 'auto', BACKENDS),
    chunk: wholeNumber('chunk', values.chunk ?? DEFAULT_CHUNK, MAX_CHUNK),
  };
  return name === 'classify'
    ? { name, ...computing, ...classifyOptions(files, values) }
    : { name, ...computing, ...evaluateOptions(files, values) };
}

type Values = ReturnType<typeof readOptions>['values'];

function classifyOptions(paths: readonly string[], { output, cost = false, ...values }: Values) {
  if (paths.length === 0) throw usage('No file to classify was given.');
  const format = formatOf(oneOf('format', values.format ?? 'summary', FORMATS));
  if (format === 'summary' && output !== undefined) throw usage('--format summary does not accept --output.');
  if (format !== 'summary' && cost) throw usage('Only --format summary accepts --cost.');
  const jobs = wholeNumber('jobs', values.jobs ?? '1', MAX_JOBS);
  const shard = values.shard === undefined ? WHOLE : parseShard(values.shard);
  if (!shard) throw usage(`--shard must be i/n, the i-th of n parts, not "${values.shard}".`);
  return { paths, format, output, jobs, shard, cost };
}

function evaluateOptions(files: readonly string[], { data, manifest, strong, split, json, predictions }: Values) {
  if (files[0] !== undefined) throw usage(`evaluate does not accept files ("${files[0]}"): list them in the manifest.`);
  if (data === undefined) throw usage('evaluate needs --data DIR.');
  return { data, manifest, strong, split, json, predictions };
}

function describeOptions(paths: readonly string[], { per, format }: Values) {
  if (paths.length === 0) throw usage('No file to describe was given.');
  return {
    paths,
    per: oneOf('per', per ?? 'file', UNITS),
    format: oneOf('format', format ?? 'csv', DESCRIPTION_FORMATS),
  };
}

function wholeNumber(option: string, value: string, max: number): number {
  const number = Number(value);
  if (!(Number.isInteger(number) && number >= 1 && number <= max))
    throw usage(`--${option} must be a whole number from 1 to ${String(max)}, not "${value}".`);
  return number;
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
        jobs: { type: 'string' },
        shard: { type: 'string' },
        cost: { type: 'boolean' },
        per: { type: 'string' },
        data: { type: 'string' },
        manifest: { type: 'string' },
        strong: { type: 'string' },
        split: { type: 'string' },
        json: { type: 'string' },
        predictions: { type: 'string' },
        model: { type: 'string' },
        backend: { type: 'string' },
        chunk: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function formatOf(name: (typeof FORMATS)[number]): OutputFormat {
  if (name === 'summary') return name;
  if (name === FRAME_SCORES.id) return FRAME_SCORES;
  const id: ExportFormatId = name === 'events' ? 'jsonl' : name;
  return EXPORT_FORMATS.find((format) => format.id === id)!;
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw usage(`--${option} must be one of ${allowed.join(', ')}, not "${value}".`);
  return found;
}

/** Returns the error for a wrong command line. @param what the problem, as one sentence */
export function usage(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, `${what} See pinna --help.`);
}
