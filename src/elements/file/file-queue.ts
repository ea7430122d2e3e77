import type { Classification, Classifier } from '../../recordings/classifier.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import type { PinnaError } from '../../errors.js';
import type { SoundWarning } from '../../recordings/decode-audio.js';
import { AnalysisQueue } from './analysis-queue.js';

/**
 * `waiting` → `reading` (decoding) → `analysing` → `done`. `failed` or `cancelled` can follow any state before
 * `done`.
 */
export type FileState = 'waiting' | 'reading' | 'analysing' | 'done' | 'failed' | 'cancelled';

/** A file and its result so far. Immutable: the queue replaces it with a new object at each change. */
export interface QueuedFile {
  readonly id: number;
  readonly file: File;
  readonly state: FileState;
  /** Share of the sound analysed so far, 0 to 1. */
  readonly share: number;
  /** Present when `done`; includes log-mel frames. */
  readonly classification?: Classification;
  /** Defects of the file, from the end of `reading` on. */
  readonly warnings: readonly SoundWarning[];
  /** Present when `failed`. */
  readonly error?: PinnaError;
}

interface FileQueueOptions {
  /** Creates a classifier. A PinnaError that it throws fails the file. */
  readonly open: () => Classifier;
  /** Returns the thresholds, called before each file. A PinnaError that it throws fails the file. */
  readonly thresholds: () => Thresholds;
  /** Returns whether to find chords and key, called before each file. */
  readonly wantsHarmony: () => boolean;
  /** Called at each change of state and progress. */
  readonly onChange: (file: QueuedFile) => void;
}

/** The files of a list with their states and results. Main thread. */
export class FileQueue {
  readonly #options: FileQueueOptions;
  readonly #files = new Map<number, QueuedFile>();
  readonly #analyses: AnalysisQueue<Pick<QueuedFile, 'id' | 'file'>>;
  #lastId = 0;

  constructor(options: FileQueueOptions) {
    this.#options = options;
    const { open, thresholds, wantsHarmony } = options;
    this.#analyses = new AnalysisQueue({
      open,
      begin: ({ id }) => {
        const warnings: SoundWarning[] = [];
        const analysis = { thresholds: thresholds(), features: true, harmony: wantsHarmony() };
        this.#update(id, { state: 'reading', share: 0, warnings });
        return {
          ...analysis,
          onWarning: (warning) => warnings.push(warning),
          onProgress: (share) => this.#update(id, { share }),
        };
      },
      decoded: ({ id }) => this.#update(id, { state: 'analysing' }),
      done: ({ id }, classification) => this.#update(id, { state: 'done', share: 1, classification }),
      failed: ({ id }, error) => this.#update(id, { state: 'failed', error }),
      stopped: ({ id }, isSuspended) => this.#update(id, { state: isSuspended ? 'waiting' : 'cancelled' }),
    });
  }

  /** All files, in the order of their addition. */
  get files(): QueuedFile[] {
    return [...this.#files.values()];
  }

  add(files: Iterable<File>): void {
    const added = [...files].map((file) => ({ id: ++this.#lastId, file }));
    for (const one of added) this.#put({ ...one, state: 'waiting', share: 0, warnings: [] });
    this.#analyses.add(added);
  }

  /** Cancels a file: a waiting one at once, the current one by aborting its work. Has no effect on a finished file. */
  cancel(id: number): void {
    this.#analyses.cancel((file) => file.id === id);
  }

  /** Removes a file and its result. Aborts its work if necessary. */
  remove(id: number): void {
    const file = this.#files.get(id);
    this.#files.delete(id);
    this.cancel(id);
    if (file) this.#options.onChange(file);
  }

  /** Removes all files and aborts the current work. */
  clear(): void {
    for (const { id } of this.files) this.remove(id);
  }

  /** Stops working. The current file waits again, and its analysis will start from the beginning. */
  suspend(): void {
    this.#analyses.suspend();
  }

  /** Works again after `suspend`. */
  resume(): void {
    this.#analyses.resume();
  }

  #put(file: QueuedFile): void {
    this.#files.set(file.id, file);
    this.#options.onChange(file);
  }

  /** Changes a file, unless it was removed in the meantime. */
  #update(id: number, change: Partial<QueuedFile>): void {
    const file = this.#files.get(id);
    if (file) this.#put({ ...file, ...change });
  }
}
