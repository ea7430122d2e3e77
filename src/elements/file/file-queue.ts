import type { Classification, Classifier } from '../../recordings/classifier.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import { decodeAudio } from '../../recordings/decode-audio.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** `waiting` → `reading` (decoding) → `hearing` → `done`; `failed` or `cancelled` instead of the rest. */
export type FileState = 'waiting' | 'reading' | 'hearing' | 'done' | 'failed' | 'cancelled';

/** A file and what has come of it so far. Never changed: the queue puts a new one in its place. */
export interface QueuedFile {
  readonly id: number;
  readonly file: File;
  readonly state: FileState;
  /** Share of the sound that has been heard, 0 to 1. */
  readonly share: number;
  /** Once `done`, with log-mel frames. */
  readonly classification?: Classification;
  /** Once `failed`. */
  readonly error?: PinnaError;
}

/**
 * Hears files one after another in one worker, which is there only while there is something to hear. Main thread.
 */
export class FileQueue {
  readonly #open: () => Classifier;
  readonly #thresholds: () => Thresholds;
  readonly #changed: (file: QueuedFile) => void;
  readonly #files = new Map<number, QueuedFile>();
  readonly #aborts = new Map<number, AbortController>();
  #classifier: Classifier | undefined;
  #lastId = 0;
  #running = false;

  /**
   * @param open makes a classifier; may throw a PinnaError, with which the file then fails
   * @param thresholds asked before each file; may throw a PinnaError, with which the file then fails
   * @param changed told of each new state and of progress
   */
  constructor(open: () => Classifier, thresholds: () => Thresholds, changed: (file: QueuedFile) => void) {
    this.#open = open;
    this.#thresholds = thresholds;
    this.#changed = changed;
  }

  /** In the order in which they came. */
  get files(): QueuedFile[] {
    return [...this.#files.values()];
  }

  add(files: Iterable<File>): void {
    for (const file of files) this.#put({ id: ++this.#lastId, file, state: 'waiting', share: 0 });
    void this.#run();
  }

  /** Ends a file's turn, now or when it comes. One that has ended stays as it is. */
  cancel(id: number): void {
    const file = this.#files.get(id);
    if (file?.state === 'waiting') this.#put({ ...file, state: 'cancelled' });
    this.#aborts.get(id)?.abort();
  }

  /** Forgets a file and all that was heard in it. */
  remove(id: number): void {
    const file = this.#files.get(id);
    this.#files.delete(id);
    this.#aborts.get(id)?.abort();
    if (file) this.#changed(file);
  }

  /** Ends and forgets everything; nothing runs afterwards. */
  clear(): void {
    for (const { id } of this.files) this.remove(id);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (;;) {
      const next = this.files.find(({ state }) => state === 'waiting');
      if (!next) break;
      await this.#hear(next);
    }
    this.#running = false;
    this.#classifier?.close();
    this.#classifier = undefined;
  }

  async #hear(file: QueuedFile): Promise<void> {
    const abort = new AbortController();
    const { signal } = abort;
    this.#aborts.set(file.id, abort);
    try {
      const thresholds = this.#thresholds();
      this.#put({ ...file, state: 'reading' });
      const sound = await decodeAudio(file.file, { signal });
      this.#put({ ...file, state: 'hearing' });
      this.#classifier ??= this.#open();
      const classification = await this.#classifier.classify(sound, {
        signal,
        features: true,
        thresholds,
        onProgress: (share) => this.#update({ ...file, state: 'hearing', share }),
      });
      this.#update({ ...file, state: 'done', share: 1, classification });
    } catch (cause) {
      if (signal.aborted) this.#update({ ...file, state: 'cancelled' });
      else this.#update({ ...file, state: 'failed', error: asPinnaError(cause) });
    } finally {
      this.#aborts.delete(file.id);
    }
  }

  #put(file: QueuedFile): void {
    this.#files.set(file.id, file);
    this.#changed(file);
  }

  /** Not where it was removed meanwhile. */
  #update(file: QueuedFile): void {
    if (this.#files.has(file.id)) this.#put(file);
  }
}

function asPinnaError(cause: unknown): PinnaError {
  if (cause instanceof PinnaError) return cause;
  return new PinnaError(
    PinnaErrorCode.WorkerFailed,
    `The file could not be heard (${String(cause)}). Try it again, or convert it to WAV.`,
    { cause },
  );
}
