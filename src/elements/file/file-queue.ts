import type { Classification, Classifier } from '../../recordings/classifier.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import { decodeAudio, type SoundWarning } from '../../recordings/decode-audio.js';
import { unforeseenFileError, type PinnaError } from '../../errors.js';

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

/** Reason of an abort after which the file waits again. */
const SUSPENDED = new DOMException('The analysis was suspended.', 'AbortError');

/**
 * Analyses files one after another in one worker. The worker starts with the first analysis and stops when no file is
 * waiting. Main thread.
 */
export class FileQueue {
  readonly #open: () => Classifier;
  readonly #thresholds: () => Thresholds;
  readonly #wantsHarmony: () => boolean;
  readonly #changed: (file: QueuedFile) => void;
  readonly #files = new Map<number, QueuedFile>();
  readonly #aborts = new Map<number, AbortController>();
  #classifier: Classifier | undefined;
  #lastId = 0;
  #running = false;
  #suspended = false;

  /**
   * @param open creates a classifier; a PinnaError that it throws fails the file
   * @param thresholds returns the thresholds, called before each file; a PinnaError that it throws fails the file
   * @param wantsHarmony returns whether to find chords and key, called before each file
   * @param changed called at each change of state and progress
   */
  constructor(
    open: () => Classifier,
    thresholds: () => Thresholds,
    wantsHarmony: () => boolean,
    changed: (file: QueuedFile) => void,
  ) {
    this.#open = open;
    this.#thresholds = thresholds;
    this.#wantsHarmony = wantsHarmony;
    this.#changed = changed;
  }

  /** All files, in the order of their addition. */
  get files(): QueuedFile[] {
    return [...this.#files.values()];
  }

  add(files: Iterable<File>): void {
    for (const file of files) this.#put({ id: ++this.#lastId, file, state: 'waiting', share: 0, warnings: [] });
    void this.#run();
  }

  /** Cancels a file: a waiting one at once, the current one by aborting its work. Has no effect on a finished file. */
  cancel(id: number): void {
    const file = this.#files.get(id);
    if (file?.state === 'waiting') this.#put({ ...file, state: 'cancelled' });
    this.#aborts.get(id)?.abort();
  }

  /** Removes a file and its result. Aborts its work if necessary. */
  remove(id: number): void {
    const file = this.#files.get(id);
    this.#files.delete(id);
    this.#aborts.get(id)?.abort();
    if (file) this.#changed(file);
  }

  /** Removes all files and aborts the current work. */
  clear(): void {
    for (const { id } of this.files) this.remove(id);
  }

  /** Stops working. The current file waits again, and its analysis will start from the beginning. */
  suspend(): void {
    this.#suspended = true;
    for (const abort of this.#aborts.values()) abort.abort(SUSPENDED);
  }

  /** Works again after `suspend`. */
  resume(): void {
    this.#suspended = false;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (;;) {
      const next = this.files.find(({ state }) => state === 'waiting');
      if (!next || this.#suspended) break;
      await this.#analyse(next);
    }
    this.#running = false;
    this.#classifier?.close();
    this.#classifier = undefined;
  }

  async #analyse(waiting: QueuedFile): Promise<void> {
    const warnings: SoundWarning[] = [];
    const file = { ...waiting, warnings };
    const abort = new AbortController();
    const { signal } = abort;
    this.#aborts.set(file.id, abort);
    try {
      const thresholds = this.#thresholds();
      this.#put({ ...file, state: 'reading' });
      const sound = await decodeAudio(file.file, { signal, onWarning: (warning) => warnings.push(warning) });
      this.#put({ ...file, state: 'analysing' });
      this.#classifier ??= this.#open();
      const classification = await this.#classifier.classify(sound, {
        signal,
        features: true,
        harmony: this.#wantsHarmony(),
        thresholds,
        onProgress: (share) => this.#update({ ...file, state: 'analysing', share }),
      });
      this.#update({ ...file, state: 'done', share: 1, classification });
    } catch (cause) {
      if (signal.aborted) this.#update({ ...file, state: signal.reason === SUSPENDED ? 'waiting' : 'cancelled' });
      else this.#update({ ...file, state: 'failed', error: unforeseenFileError(cause) });
    } finally {
      this.#aborts.delete(file.id);
    }
  }

  #put(file: QueuedFile): void {
    this.#files.set(file.id, file);
    this.#changed(file);
  }

  /** Replaces a file's state, unless the file was removed in the meantime. */
  #update(file: QueuedFile): void {
    if (this.#files.has(file.id)) this.#put(file);
  }
}
