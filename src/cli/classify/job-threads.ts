import { Worker } from 'node:worker_threads';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { FileResult } from './classify-file.js';
import type { DecodeOptions } from '../files/decode-file.js';
import type { JobData, JobReply, JobRequest } from './job-messages.js';

/** Script of the threads, beside the built command line. */
const SCRIPT = new URL('./job.js', import.meta.url);

/** Threads that classify one file each at a time. Each starts when it is first needed. */
export class JobThreads {
  readonly #data: JobData;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  constructor(data: JobData) {
    this.#data = data;
  }

  /**
   * Classifies a file on an idle thread, or on a new one. There are as many threads as calls at the same time.
   *
   * @throws PinnaError any error of the classification; `bad-audio` if the thread crashed
   */
  classify(file: string, { partial, onProgress, onWarning }: DecodeOptions): Promise<FileResult> {
    const thread = this.#idle.pop() ?? this.#start();
    return new Promise((resolve, reject) => {
      const end = (outcome: () => void) => {
        thread.off('error', broken).off('exit', broken).off('message', receive);
        outcome();
      };
      const broken = (cause: Error | number) => {
        this.#all.delete(thread);
        end(() => reject(crashed(cause)));
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
            return onWarning?.(reply.warning);
          case 'result':
            return done(() => resolve(reply.result));
          case 'failure':
            return done(() =>
              reject(reply.code ? new PinnaError(reply.code, reply.message) : new Error(reply.message)),
            );
        }
      };
      thread.on('error', broken).on('exit', broken).on('message', receive);
      thread.postMessage({ file, partial } satisfies JobRequest);
    });
  }

  /** Ends all threads at once, whatever they are doing. */
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

/** Returns the error for a thread that crashed. @param cause the thread's error, or its exit code */
function crashed(cause: Error | number): PinnaError {
  const what = typeof cause === 'number' ? `it ended with code ${String(cause)}` : cause.message;
  return new PinnaError(
    PinnaErrorCode.BadAudio,
    `The thread that analysed it crashed (${what}). Classify it alone, without --jobs.`,
    { cause },
  );
}
