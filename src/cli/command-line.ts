import { parse } from 'node:path';
import { parseArgs } from 'node:util';
import { PinnaError, PinnaErrorCode } from '../errors';
import type { BackendName } from '../model/backend-report';

const FORMATS = ['summary', 'events', 'frames'] as const;
const BACKENDS = ['auto', 'wasm', 'cpu', 'webgpu'] as const;
/** Where the cost has levelled off: measured 1.4 % of a core at 1 frame a step, 0.9 at 10, 0.8 at 32, no less beyond. */
const DEFAULT_CHUNK = '32';
const LONGEST_CHUNK = 10_000;

export type OutputFormat = (typeof FORMATS)[number];

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

export type Command = ClassifyCommand | { readonly name: 'help' } | { readonly name: 'version' };

/** Where a file's frame scores go inside of the output folder: sed_scores_eval takes the name for the clip's id. */
export const scoresFileName = (file: string): string => `${parse(file).name}.tsv`;

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
  if (name !== 'classify') throw usage(`There is no command "${name}".`);
  if (files.length === 0) throw usage('There is no file to classify.');
  const format = oneOf('format', values.format, FORMATS);
  if (values.output !== undefined && format !== 'frames') throw usage('--output goes with --format frames.');
  if (format === 'frames') checkScoresFiles(files, values.output);
  const chunk = Number(values.chunk);
  if (!(Number.isInteger(chunk) && chunk >= 1 && chunk <= LONGEST_CHUNK))
    throw usage(`--chunk takes a whole number from 1 to ${String(LONGEST_CHUNK)}, not "${values.chunk}".`);
  const backend = oneOf('backend', values.backend, BACKENDS);
  return { name, files, format, output: values.output, model: values.model, backend, chunk };
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'summary' },
        output: { type: 'string' },
        model: { type: 'string' },
        backend: { type: 'string', default: 'auto' },
        chunk: { type: 'string', default: DEFAULT_CHUNK },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

/** Frame scores of two files cannot share one table. */
function checkScoresFiles(files: readonly string[], output: string | undefined): void {
  if (output === undefined) {
    if (files.length > 1) throw usage('--format frames needs --output DIR for more than one file.');
    return;
  }
  const names = files.map(scoresFileName);
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
