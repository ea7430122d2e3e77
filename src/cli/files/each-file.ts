import type { SoundWarning } from '../../containers/sound-warning.js';
import { PinnaError } from '../../errors.js';
import { oneLine } from '../../formats/safe-text.js';
import type { DecodeOptions } from './decode-file.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import type { Terminal } from '../terminal/streams.js';

/** One file and its turn in the list. */
export interface FileTurn {
  readonly file: string;
  /** Position in the list, from 0. */
  readonly index: number;
  /** Callbacks that show the progress on the terminal and collect warnings about damage. */
  readonly decoding: DecodeOptions;
  /** Writes a line about this file, in the order of the files. */
  readonly report: (message: string) => void;
}

/** A file that could not be analysed, and why. */
export interface FailedFile {
  readonly path: string;
  readonly message: string;
}

/** How to analyse each file, and where to deliver the results. */
export interface EachFileOptions<T> {
  readonly stderr: Terminal;
  /** Number of files analysed at the same time; default 1. */
  readonly jobs?: number;
  readonly analyse: (turn: FileTurn) => Promise<T>;
  /** Receives the results in the order of the files. If it throws, the run ends. */
  readonly deliver: (result: T, turn: FileTurn) => Promise<void>;
}

/** Limit for results that wait for an earlier file, per job. It leaves room for files of unequal length. */
const MAX_WAITING_PER_JOB = 8;

type Outcome<T> = { readonly result: T } | { readonly failure: string };

interface Turn<T> extends FileTurn {
  readonly lines: string[];
  readonly outcome: Promise<Outcome<T>>;
}

/**
 * Analyses every file, with a progress bar on the terminal. If a file fails, reports it and continues with the others. For
 * any number of jobs, messages and results keep the order of the files.
 *
 * @returns the files that failed
 */
export async function eachFile<T>(
  files: readonly string[],
  { stderr, jobs = 1, analyse, deliver }: EachFileOptions<T>,
): Promise<FailedFile[]> {
  const bar = new ProgressBar(stderr, files.length);
  const failed: FailedFile[] = [];
  const turns: Turn<T>[] = [];
  const shares = new Map<number, number>();
  let delivered = 0;
  let finished = 0;

  function begin(): void {
    while (
      turns.length < files.length &&
      turns.length - finished < jobs &&
      turns.length - delivered < MAX_WAITING_PER_JOB * jobs
    ) {
      turns.push(open(turns.length));
    }
  }

  function open(index: number): Turn<T> {
    const file = files[index]!;
    const lines: string[] = [];
    const report = (message: string) => void lines.push(`pinna: ${oneLine(file)}: ${oneLine(message)}\n`);
    const onProgress = (share: number) => {
      shares.set(index, share);
      const begun = [...shares.values()].reduce((sum, one) => sum + one, 0);
      bar.draw(finished, oneLine(file), Math.min(begun, 1));
    };
    const onWarning = ({ message }: SoundWarning) => report(`Warning: ${message[0]!.toLowerCase()}${message.slice(1)}`);
    const turn = { file, index, report, decoding: { onProgress, onWarning } };
    onProgress(0);
    const outcome = analyse(turn)
      .then(
        (result): Outcome<T> => ({ result }),
        (error: unknown): Outcome<T> => ({ failure: error instanceof PinnaError ? error.message : String(error) }),
      )
      .finally(() => {
        finished += 1;
        shares.delete(index);
        begin();
      });
    return { ...turn, lines, outcome };
  }

  begin();
  for (; delivered < files.length; delivered++, begin()) {
    const turn = turns[delivered]!;
    const outcome = await turn.outcome;
    bar.clear();
    if ('failure' in outcome) {
      turn.report(outcome.failure);
      failed.push({ path: turn.file, message: outcome.failure });
    } else await deliver(outcome.result, turn);
    stderr.write(turn.lines.splice(0).join(''));
  }
  return failed;
}
