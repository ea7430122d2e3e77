import { unforeseenFileError, type PinnaError } from '../../errors.js';
import { CourseDescriptors } from '../../explore/course-descriptors.js';
import type { RecordingValues } from '../../explore/recording-values.js';
import type { Classifier } from '../../recordings/classifier.js';
import { decodeAudio } from '../../recordings/decode-audio.js';
import type { FoundRecording } from './found-recordings.js';

/** A recording that was analysed. */
export interface ExploredSound extends RecordingValues {
  /** Number of the recording on this element. */
  readonly id: number;
  /** Its file. */
  readonly file: File;
  /** Path in the folder that was given, or its name. */
  readonly name: string;
  /** Duration, seconds. */
  readonly seconds: number;
}

/** A file that could not be used, and why. */
export interface UnusedFile {
  readonly name: string;
  readonly error: PinnaError;
}

/** Most recordings of a page. The map of so many takes the worker half a minute, and the page draws it in a tenth of a second. */
export const MOST_RECORDINGS = 2000;

/** Analyses recordings one after another in one worker, and holds their values. Keeps no sound. Main thread. */
export class ExploredSounds {
  /** Recordings that were analysed, in the order in which they were added. */
  sounds: readonly ExploredSound[] = [];
  failed: readonly UnusedFile[] = [];
  /** Whether recordings were left out because there are too many. */
  isFull = false;
  #waiting: { readonly id: number; readonly found: FoundRecording }[] = [];
  #current: { readonly id: number; readonly found: FoundRecording; readonly abort: AbortController } | undefined;
  #classifier: Classifier | undefined;
  /** Share of the current recording, 0 to 1. */
  #share = 0;
  /** Number of recordings since the last pause. */
  #batch = 0;
  #lastId = 0;
  #isSuspended = false;
  readonly #open: () => Classifier;
  readonly #changed: () => void;

  /**
   * @param open creates a classifier; a PinnaError that it throws fails the recording
   * @param changed called at each change and progress
   */
  constructor(open: () => Classifier, changed: () => void) {
    this.#open = open;
    this.#changed = changed;
  }

  /** Whether recordings wait or are analysed. */
  get isBusy(): boolean {
    return this.#current !== undefined || this.#waiting.length > 0;
  }

  /** Progress of the recordings that were added since the last pause. */
  get progress(): { readonly done: number; readonly all: number; readonly share: number } {
    const left = this.#waiting.length + Number(this.#current !== undefined);
    const done = this.#batch - left;
    return { done, all: this.#batch, share: this.#batch > 0 ? (done + this.#share) / this.#batch : 0 };
  }

  /** Adds recordings. Those beyond {@link MOST_RECORDINGS} are left out. */
  add(recordings: readonly FoundRecording[]): void {
    const room = MOST_RECORDINGS - this.sounds.length - this.#waiting.length - Number(this.#current !== undefined);
    if (!this.isBusy) this.#batch = 0;
    const used = recordings.slice(0, Math.max(0, room));
    this.isFull ||= used.length < recordings.length;
    this.#waiting.push(...used.map((found) => ({ id: ++this.#lastId, found })));
    this.#batch += used.length;
    this.#changed();
    void this.#run();
  }

  /** Drops what waits, and the recording that is being analysed. What was analysed stays. */
  cancel(): void {
    this.#waiting = [];
    this.#current?.abort.abort();
    this.#changed();
  }

  /** Removes everything. */
  clear(): void {
    this.sounds = [];
    this.failed = [];
    this.isFull = false;
    this.cancel();
  }

  /** Sets the class of recordings; undefined for none. */
  setLabel(ids: ReadonlySet<number>, label: string | undefined): void {
    this.sounds = this.sounds.map((sound) => (ids.has(sound.id) ? { ...sound, label } : sound));
    this.#changed();
  }

  /** Ends the worker. The current recording waits for {@link resume}. */
  suspend(): void {
    this.#isSuspended = true;
    const current = this.#current;
    if (!current) return;
    this.#waiting.unshift({ id: current.id, found: current.found });
    current.abort.abort();
  }

  /** Continues after {@link suspend}. */
  resume(): void {
    this.#isSuspended = false;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#current) return;
    for (let next = this.#next(); next; next = this.#next()) {
      await this.#analyse(next.id, next.found);
      this.#current = undefined;
      this.#changed();
    }
    this.#classifier?.close();
    this.#classifier = undefined;
  }

  #next() {
    return this.#isSuspended ? undefined : this.#waiting.shift();
  }

  async #analyse(id: number, found: FoundRecording): Promise<void> {
    const abort = new AbortController();
    const { signal } = abort;
    this.#current = { id, found, abort };
    this.#share = 0;
    const { file, name, label } = found;
    try {
      const buffer = await decodeAudio(file, { signal });
      this.#classifier ??= this.#open();
      const { descriptors, embedding, duration } = await this.#classifier.classify(buffer, {
        signal,
        descriptors: true,
        embedding: true,
        onProgress: (share) => {
          this.#share = share;
          this.#changed();
        },
      });
      const course = new CourseDescriptors();
      course.add(descriptors!);
      const values = { descriptors: course.values(descriptors!.rhythm.tempo), embedding: embedding! };
      this.sounds = [...this.sounds, { id, file, name, label, seconds: duration, ...values }];
    } catch (cause) {
      if (signal.aborted) return;
      this.failed = [...this.failed, { name, error: unforeseenFileError(cause) }];
    } finally {
      this.#share = 0;
    }
  }
}
