import type { Layout } from '../../explore/recording-values.js';
import type { ExportFormat } from '../../formats/export-formats.js';
import type { FRAME_SCORES } from '../../formats/frame-scores-tsv.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import type { Shard } from '../files/input-files.js';
import type { PcmLayout } from '../files/pcm-format.js';
import type { CommandName } from './options.js';

/** Units that one row of a description can cover. */
export const UNITS = ['file', 'frame', 'beat', 'chord'] as const;
export type DescribedUnit = (typeof UNITS)[number];
export const DESCRIPTION_FORMATS = ['csv', 'jsonl', 'audacity', 'midi'] as const;

/**
 * Format for the results of `classify`. `readable` is a table for people if standard output is a terminal, and `summary`
 * otherwise.
 */
export type OutputFormat = 'readable' | 'table' | 'summary' | typeof FRAME_SCORES | ExportFormat;

/** Formats of `listen`: the present answer for people, or JSON Lines. */
export const LIVE_FORMATS = ['answer', 'jsonl'] as const;
export type LiveFormat = (typeof LIVE_FORMATS)[number];

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
  /** Duration of a network step, frames of 20 ms. */
  readonly chunk: number;
  /** Number of files analysed at the same time. */
  readonly jobs: number;
  /** Part of the files to analyse. */
  readonly shard: Shard;
  /** Whether summaries include the computing time. */
  readonly cost: boolean;
  /** Whether to analyse what is there of files that are cut short or damaged. */
  readonly partial: boolean;
  /** File with taught sounds; undefined for none. */
  readonly taught: string | undefined;
}

/** A parsed command line of `pinna teach`. */
export interface TeachCommand {
  readonly name: 'teach';
  /** Folder with one folder for each sound. */
  readonly folder: string;
  /** Output file. */
  readonly out: string;
  /** Budget of false alarms of each sound an hour; undefined for the default. */
  readonly target: number | undefined;
  /** Whether to learn the sounds with enough examples thoroughly. */
  readonly thorough: boolean;
  readonly model: string | undefined;
  readonly backend: BackendName | 'auto';
}

/** A parsed command line of `pinna listen`. */
export interface ListenCommand {
  readonly name: 'listen';
  /** Format of raw samples; undefined if standard input is WAV. */
  readonly raw: PcmLayout | undefined;
  /** Undefined: the present answer if standard output is a terminal, JSON Lines otherwise. */
  readonly format: LiveFormat | undefined;
  /** Name of the source in the JSON Lines; undefined for none. */
  readonly source: string | undefined;
  /** File with taught sounds; undefined for none. */
  readonly taught: string | undefined;
  /** Whether the JSON Lines have chords and key. */
  readonly chords: boolean;
  readonly model: string | undefined;
  readonly backend: BackendName | 'auto';
  /** Duration of a network step, frames of 20 ms. */
  readonly chunk: number;
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
  /** Folder that keeps the network's outputs; undefined for none. */
  readonly logits: string | undefined;
  /** File with taught sounds; undefined for none. */
  readonly taught: string | undefined;
}

/** A parsed command line of `pinna fit`. */
export interface FitCommand {
  readonly name: 'fit';
  /** Labelled folders, as for `pinna evaluate --data`. */
  readonly folders: readonly string[];
  readonly split: string | undefined;
  readonly model: string | undefined;
  /** Folder with the network's outputs. */
  readonly logits: string;
  /** Output file for the fitted heads. */
  readonly json: string;
  /** Cost of a wrong report, in recordings in which a class is found. */
  readonly wrongCost: number;
  /** Most wrong reports of a class per hour. */
  readonly budget: number;
  /** Candidates for the evidence that a report needs, seconds. */
  readonly confirm: readonly number[];
}

/** A parsed command line of `pinna describe`. */
export interface DescribeCommand {
  readonly name: 'describe';
  /** Files and folders, as given. */
  readonly paths: readonly string[];
  /** Unit that one row covers. */
  readonly per: DescribedUnit;
  readonly format: (typeof DESCRIPTION_FORMATS)[number];
  /** Whether to describe what is there of files that are cut short or damaged. */
  readonly partial: boolean;
}

/** Languages of a page. */
export const PAGE_LANGUAGES = ['en', 'de'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];
/** Formats of a map, by the end of the file's name. */
export const MAP_FORMATS = ['json', 'csv', 'html'] as const;
export type MapFormat = (typeof MAP_FORMATS)[number];

/** A parsed command line of `pinna explore`. */
export interface ExploreCommand {
  readonly name: 'explore';
  /** Folder of the recordings. */
  readonly folder: string;
  /** Output file, and its format. */
  readonly out: string;
  readonly format: MapFormat;
  readonly layout: Layout;
  /** Language of a page. */
  readonly lang: PageLanguage;
  /** Manifest file; undefined for `manifest.csv` in the folder, if it exists. */
  readonly manifest: string | undefined;
  /** Split whose rows are used; undefined for all rows. */
  readonly split: string | undefined;
  /** Whether to use what is there of files that are cut short or damaged. */
  readonly partial: boolean;
  readonly model: string | undefined;
  readonly backend: BackendName | 'auto';
  /** Duration of a network step, frames of 20 ms. */
  readonly chunk: number;
}

/** A parsed command line of `pinna classes`. */
export interface ClassesCommand {
  readonly name: 'classes';
  readonly model: string | undefined;
  /** Whether to write JSON instead of a table. */
  readonly json: boolean;
}

/** A request for help. */
export interface HelpCommand {
  readonly name: 'help';
  /** The command to explain; undefined for an overview. */
  readonly of: CommandName | undefined;
}

/** A parsed command line. */
export type Command =
  | ClassifyCommand
  | ListenCommand
  | TeachCommand
  | EvaluateCommand
  | FitCommand
  | DescribeCommand
  | ExploreCommand
  | ClassesCommand
  | HelpCommand
  | { readonly name: 'version' };
