import type { PinnaErrorCode } from '../../errors.js';
import type { BackendName } from '../../model/backends/backend-report.js';
import type { FileResult } from './classify-file.js';

/** What a thread of `--jobs` is made for. */
export interface JobData {
  /** As `--model` says. */
  readonly model: string | undefined;
  readonly backend: BackendName;
  /** Frames per network step. */
  readonly chunk: number;
  readonly keepScores: boolean;
}

/** To the thread: hear this file. It is sent one at a time. */
export interface JobRequest {
  readonly file: string;
}

/** From the thread, about the file that it was given last; `result` and `failure` are the end of it. */
export type JobReply =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'warning'; readonly message: string }
  | { readonly type: 'result'; readonly result: FileResult }
  | { readonly type: 'failure'; readonly code: PinnaErrorCode | undefined; readonly message: string };
