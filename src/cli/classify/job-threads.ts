import { Worker } from 'node:worker_threads';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { FileResult } from './classify-file.js';
import type { DecodeOptions } from '../files/decode-file.js';
import type { JobData, JobReply, JobRequest } from './job-messages.js';

/** Beside the command line, as it is built. */
const SCRIPT = new URL('./job.js', import.meta.url);

/** Threads that each hear one file at a time; they start when they are needed. */
export class JobThreads {
  readonly #data: JobData;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  constructor(data: JobData) {
    this.#data = data;
  }

  /**
   * Hears a file on an idle thread, or on a new one: as many calls at a time as there shall be threads.
   *
   * @throws PinnaError what hearing it throws; `bad-audio` when the thread broke down over it
   */
  hear(file: string, { onProgress, onWarning }: DecodeOptions): Promise<FileResult> {
    const thread = this.#idle.pop() ?? this.#start();
    return new Promise((resolve, reject) => {
      const end = (outcome: () => void) => {
        thread.off('error', broken).off('exit', broken).off('message', receive);
        outcome();
      };
      const broken = (cause: Error | number) => {
        this.#all.delete(thread);
        end(() => reject(brokenDown(cause)));
      };
      const done = (outcome: () => void) => {
        this.#idle.push(thread);
        end(outcome);
      };
      const receive = (reply: JobReply) => {
        switch (reply.type) {
          case 'progress':
            return onProgress?.(reply.share);
          case 'warning':
            return onWarning?.(reply.message);
          case 'result':
            return done(() => resolve(reply.result));
          case 'failure':
            return done(() =>
              reject(reply.code ? new PinnaError(reply.code, reply.message) : new Error(reply.message)),
            );
        }
      };
      thread.on('error', broken).on('exit', broken).on('message', receive);
      thread.postMessage({ file } satisfies JobRequest);
    });
  }

  /** Ends all threads, whatever they are doing. */
  async close(): Promise<void> {
    const threads = [...this.#all];
    this.#all.clear();
    this.#idle.length = 0;
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  #start(): Worker {
    const thread = new Worker(SCRIPT, { workerData: this.#data });
    this.#all.add(thread);
    return thread;
  }
}

/** @param cause the error, or the code with which the thread ended */
function brokenDown(cause: Error | number): PinnaError {
  const what = typeof cause === 'number' ? `it ended with code ${String(cause)}` : cause.message;
  return new PinnaError(
    PinnaErrorCode.BadAudio,
    `The thread that heard it broke down (${what}). Hear it alone, without --jobs.`,
    { cause },
  );
}
