import { PinnaError } from '../../errors.js';
import type { DecodeOptions } from './decode-file.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import type { Terminal } from '../terminal/streams.js';

/** One file's place in the row. */
export interface FileTurn {
  readonly file: string;
  /** From 0. */
  readonly index: number;
  /** Shows on the terminal how far it is, and damage that the decoder passes over. */
  readonly decoding: DecodeOptions;
  /** Writes a line about this file when its turn has come. */
  readonly tell: (message: string) => void;
}

export interface FailedFile {
  readonly path: string;
  readonly message: string;
}

export interface EachFileOptions<T> {
  readonly stderr: Terminal;
  /** Files heard at the same time; 1 where left out. */
  readonly jobs?: number;
  readonly hear: (turn: FileTurn) => Promise<T>;
  /** Is given what was heard, file after file in their order; what it throws ends the run. */
  readonly take: (result: T, turn: FileTurn) => Promise<void>;
}

/** Results that may wait for an earlier file, per job: enough for files of unequal length, and bounded. */
const AHEAD = 8;

type Heard<T> = { readonly result: T } | { readonly failure: string };

interface Turn<T> extends FileTurn {
  readonly lines: string[];
  readonly heard: Promise<Heard<T>>;
}

/**
 * Hears every file, with a bar on the terminal. One that cannot be heard is told, and the others go on. Whatever the number
 * of jobs, what is told and taken comes in the order of the files.
 *
 * @returns the files that could not be heard
 */
export async function eachFile<T>(
  files: readonly string[],
  { stderr, jobs = 1, hear, take }: EachFileOptions<T>,
): Promise<FailedFile[]> {
  const bar = new ProgressBar(stderr, files.length);
  const failed: FailedFile[] = [];
  const turns: Turn<T>[] = [];
  const shares = new Map<number, number>();
  let taken = 0;
  let finished = 0;

  function begin(): void {
    while (turns.length < files.length && turns.length - finished < jobs && turns.length - taken < AHEAD * jobs) {
      turns.push(open(turns.length));
    }
  }

  function open(index: number): Turn<T> {
    const file = files[index]!;
    const lines: string[] = [];
    const tell = (message: string) => void lines.push(`pinna: ${file}: ${message}\n`);
    const onProgress = (share: number) => {
      shares.set(index, share);
      const begun = [...shares.values()].reduce((sum, one) => sum + one, 0);
      bar.draw(finished, file, Math.min(begun, 1));
    };
    const onWarning = (message: string) => tell(`Warning: ${message}`);
    const turn = { file, index, tell, decoding: { onProgress, onWarning } };
    onProgress(0);
    const heard = hear(turn)
      .then(
        (result): Heard<T> => ({ result }),
        (error: unknown): Heard<T> => ({ failure: error instanceof PinnaError ? error.message : String(error) }),
      )
      .finally(() => {
        finished += 1;
        shares.delete(index);
        begin();
      });
    return { ...turn, lines, heard };
  }

  begin();
  for (; taken < files.length; taken++, begin()) {
    const turn = turns[taken]!;
    const heard = await turn.heard;
    bar.clear();
    if ('failure' in heard) {
      turn.tell(heard.failure);
      failed.push({ path: turn.file, message: heard.failure });
    } else await take(heard.result, turn);
    stderr.write(turn.lines.splice(0).join(''));
  }
  return failed;
}
