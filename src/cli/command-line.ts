import { parse } from 'node:path';
import { parseArgs } from 'node:util';
import { PinnaError, PinnaErrorCode } from '../errors';
import { EXPORT_FORMATS, type ExportFormat, type ExportFormatId } from '../formats/export-formats';
import type { BackendName } from '../model/backend-report';

/** A file's scores of every frame; sed_scores_eval knows tables by their extension. */
export const FRAMES = { id: 'frames', extension: 'tsv' } as const;
/** `events` is the earlier name of `jsonl`. */
const FORMATS = ['summary', ...EXPORT_FORMATS.map(({ id }) => id), FRAMES.id, 'events'] as const;
const BACKENDS = ['auto', 'wasm', 'cpu', 'webgpu'] as const;
/** Where the cost has levelled off: measured 1.4 % of a core at 1 frame a step, 0.9 at 10, 0.8 at 32, no less beyond. */
const DEFAULT_CHUNK = '32';
const LONGEST_CHUNK = 10_000;
/** Options that only one of the commands takes. */
const OPTIONS_OF = {
  classify: ['format', 'output'],
  evaluate: ['data', 'manifest', 'strong', 'split', 'json', 'predictions'],
} as const;

export type OutputFormat = 'summary' | typeof FRAMES | ExportFormat;

export interface ClassifyCommand {
  readonly name: 'classify';
  readonly files: readonly string[];
  readonly format: OutputFormat;
  /** Folder for one file per input; undefined for standard output. */
  readonly output: string | undefined;
  /** Model folder, or the name of a model that comes with the package; undefined for the default one. */
  readonly model: string | undefined;
  readonly backend: BackendName | 'auto';
  /** Frames per network step. */
  readonly chunk: number;
}

export interface EvaluateCommand {
  readonly name: 'evaluate';
  /** Folder that the manifest's paths start from. */
  readonly data: string;
  /** The manifest; undefined for `manifest.csv` in the folder. */
  readonly manifest: string | undefined;
  /** Timed events; undefined for `strong.csv` beside the manifest, if there is one. */
  readonly strong: string | undefined;
  /** Keeps the rows of this split; undefined for all. */
  readonly split: string | undefined;
  readonly model: string | undefined;
  readonly backend: BackendName | 'auto';
  readonly chunk: number;
  /** File for all figures; undefined for none. */
  readonly json: string | undefined;
  /** File for what was said of each clip; undefined for none. */
  readonly predictions: string | undefined;
}

export type Command = ClassifyCommand | EvaluateCommand | { readonly name: 'help' } | { readonly name: 'version' };

/** Where a file's result goes inside of the output folder: sed_scores_eval takes the name for the clip's id. */
export const resultFileName = (file: string, { extension }: { readonly extension: string }): string =>
  `${parse(file).name}.${extension}`;

/**
 * @param argv without the program's name
 * @throws PinnaError `bad-option`
 */
export function parseCommandLine(argv: readonly string[]): Command {
  const { values, positionals } = readOptions(argv);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [name, ...files] = positionals;
  if (name === undefined) throw usage('There is no command.');
  if (name !== 'classify' && name !== 'evaluate') throw usage(`There is no command "${name}".`);
  const foreign = OPTIONS_OF[name === 'classify' ? 'evaluate' : 'classify'].find(
    (option) => values[option] !== undefined,
  );
  if (foreign !== undefined) throw usage(`--${foreign} does not go with ${name}.`);
  const computing = {
    model: values.model,
    backend: oneOf('backend', values.backend ?? 'auto', BACKENDS),
    chunk: chunkOf(values.chunk ?? DEFAULT_CHUNK),
  };
  return name === 'classify'
    ? { name, ...computing, ...classifyOptions(files, values) }
    : { name, ...computing, ...evaluateOptions(files, values) };
}

type Values = ReturnType<typeof readOptions>['values'];

function classifyOptions(files: readonly string[], { output, ...values }: Values) {
  if (files.length === 0) throw usage('There is no file to classify.');
  const format = formatOf(oneOf('format', values.format ?? 'summary', FORMATS));
  if (format === 'summary') {
    if (output !== undefined) throw usage('--output does not go with --format summary.');
  } else if (output !== undefined) checkResultFiles(files, format);
  else if (files.length > 1 && !('writeMore' in format)) {
    throw usage(`--format ${format.id} needs --output DIR for more than one file.`);
  }
  return { files, format, output };
}

function evaluateOptions(files: readonly string[], { data, manifest, strong, split, json, predictions }: Values) {
  if (files[0] !== undefined) throw usage(`evaluate takes no file ("${files[0]}"); the manifest names them.`);
  if (data === undefined) throw usage('evaluate needs --data DIR.');
  return { data, manifest, strong, split, json, predictions };
}

function chunkOf(value: string): number {
  const chunk = Number(value);
  if (!(Number.isInteger(chunk) && chunk >= 1 && chunk <= LONGEST_CHUNK))
    throw usage(`--chunk takes a whole number from 1 to ${String(LONGEST_CHUNK)}, not "${value}".`);
  return chunk;
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        output: { type: 'string' },
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
  if (name === FRAMES.id) return FRAMES;
  const id: ExportFormatId = name === 'events' ? 'jsonl' : name;
  return EXPORT_FORMATS.find((format) => format.id === id)!;
}

/** The results of two files cannot both have one place. */
function checkResultFiles(files: readonly string[], format: { readonly extension: string }): void {
  const names = files.map((file) => resultFileName(file, format));
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw usage(`Two files would both be written to ${twice}: rename one.`);
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw usage(`--${option} takes one of ${allowed.join(', ')}, not "${value}".`);
  return found;
}

function usage(what: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, `${what} See pinna --help.`);
}
