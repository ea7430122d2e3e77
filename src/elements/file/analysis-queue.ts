import { unforeseenFileError, type PinnaError } from '../../errors.js';
import type { Classification, Classifier, RecordingOptions } from '../../recordings/classifier.js';
import { decodeAudio, type SoundWarning } from '../../recordings/decode-audio.js';

/** What to analyse of a recording, and a callback for defects of its file. */
export interface AnalysisOptions extends Omit<RecordingOptions, 'signal'> {
  readonly onWarning?: (warning: SoundWarning) => void;
}

/** What the owner of a queue does with its recordings. */
export interface AnalysisHandlers<Job> {
  /** Creates a classifier. A PinnaError that it throws fails the recording. */
  open(): Classifier;
  /** Returns how to analyse the recording that begins. A PinnaError that it throws fails the recording. */
  begin(job: Job): AnalysisOptions;
  /** The file is decoded, and the analysis begins. */
  decoded?(job: Job): void;
  done(job: Job, classification: Classification): void;
  failed(job: Job, error: PinnaError): void;
  /** The recording was cancelled, or waits again because the queue was suspended. */
  stopped(job: Job, isSuspended: boolean): void;
}

/** Reason of an abort after which the recording waits again. */
const SUSPENDED = new DOMException('The analysis was suspended.', 'AbortError');

/**
 * Analyses recordings one after another in one worker. The worker starts with the first analysis and stops when no recording is
 * waiting. Main thread.
 */
export class AnalysisQueue<Job extends { readonly file: File }> {
  readonly #handlers: AnalysisHandlers<Job>;
  #waiting: Job[] = [];
  #current: { readonly job: Job; readonly abort: AbortController } | undefined;
  #classifier: Classifier | undefined;
  #isRunning = false;
  #isSuspended = false;

  constructor(handlers: AnalysisHandlers<Job>) {
    this.#handlers = handlers;
  }

  /** Number of recordings that wait or are analysed. */
  get left(): number {
    return this.#waiting.length + Number(this.#current !== undefined);
  }

  add(jobs: readonly Job[]): void {
    this.#waiting.push(...jobs);
    void this.#run();
  }

  /** Cancels recordings: a waiting one at once, the current one by aborting its work. */
  cancel(isMeant: (job: Job) => boolean): void {
    const cancelled = this.#waiting.filter(isMeant);
    this.#waiting = this.#waiting.filter((job) => !cancelled.includes(job));
    for (const job of cancelled) this.#handlers.stopped(job, false);
    if (this.#current && isMeant(this.#current.job)) this.#current.abort.abort();
  }

  /** Stops working. The current recording waits again, and its analysis will start from the beginning. */
  suspend(): void {
    this.#isSuspended = true;
    this.#current?.abort.abort(SUSPENDED);
  }

  /** Works again after `suspend`. */
  resume(): void {
    this.#isSuspended = false;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (!this.#isSuspended) {
      const job = this.#waiting.shift();
      if (!job) break;
      await this.#analyse(job);
    }
    this.#isRunning = false;
    this.#classifier?.close();
    this.#classifier = undefined;
  }

  async #analyse(job: Job): Promise<void> {
    const abort = new AbortController();
    const { signal } = abort;
    this.#current = { job, abort };
    try {
      const { onWarning, ...options } = this.#handlers.begin(job);
      const sound = await decodeAudio(job.file, { signal, ...(onWarning ? { onWarning } : {}) });
      this.#handlers.decoded?.(job);
      this.#classifier ??= this.#handlers.open();
      const classification = await this.#classifier.classify(sound, { ...options, signal });
      this.#current = undefined;
      this.#handlers.done(job, classification);
    } catch (cause) {
      this.#current = undefined;
      const isSuspended = signal.reason === SUSPENDED;
      if (isSuspended) this.#waiting.unshift(job);
      if (signal.aborted) this.#handlers.stopped(job, isSuspended);
      else this.#handlers.failed(job, unforeseenFileError(cause));
    }
  }
}
