import type { PinnaErrorCode } from '../../errors.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import type { FileResult } from './classify-file.js';

/** Start data of a `--jobs` thread. */
export interface JobData {
  /** Value of `--model`. */
  readonly model: string | undefined;
  readonly backend: BackendName;
  /** Frames per network step. */
  readonly chunk: number;
  readonly keepScores: boolean;
}

/** Message to the thread: classify this file. The next one follows after the result. */
export interface JobRequest {
  readonly file: string;
}

/** Message from the thread about its current file. `result` or `failure` is the last one. */
export type JobReply =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'warning'; readonly message: string }
  | { readonly type: 'result'; readonly result: FileResult }
  | { readonly type: 'failure'; readonly code: PinnaErrorCode | undefined; readonly message: string };
