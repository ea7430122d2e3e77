import type { SoundWarning } from '../../containers/sound-warning.js';
import type { PinnaErrorCode } from '../../errors.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import type { FileResult } from './classify-file.js';

/** Start data of a `--jobs` thread. */
export interface JobData {
  /** Value of `--model`. */
  readonly model: string | undefined;
  readonly backend: BackendName;
  /** Duration of a network step, frames of 20 ms. */
  readonly chunk: number;
  readonly keepScores: boolean;
  /** Value of `--taught`. */
  readonly taught: string | undefined;
}

/** Message to the thread: classify this file. The next one follows after the result. */
export interface JobRequest {
  readonly file: string;
  /** Whether to analyse a file that is cut short or damaged. */
  readonly partial: boolean | undefined;
}

/** Message from the thread about its current file. `result` or `failure` is the last one. */
export type JobReply =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'warning'; readonly warning: SoundWarning }
  | { readonly type: 'result'; readonly result: FileResult }
  | { readonly type: 'failure'; readonly code: PinnaErrorCode | undefined; readonly message: string };
