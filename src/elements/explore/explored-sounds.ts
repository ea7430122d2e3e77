import type { PinnaError } from '../../errors.js';
import { CourseDescriptors } from '../../explore/course-descriptors.js';
import type { RecordingValues } from '../../explore/recording-values.js';
import type { Classifier } from '../../recordings/classifier.js';
import { AnalysisQueue } from '../file/analysis-queue.js';
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

/** Most recordings of a page. Their map takes the worker some ten seconds, and the page a quarter of a second to draw. */
export const MOST_RECORDINGS = 2000;

/** A recording that waits or is analysed. */
interface AddedRecording extends FoundRecording {
  readonly id: number;
}

/** The recordings of a map with their values, and those that are being analysed. Keeps no sound. Main thread. */
export class ExploredSounds {
  /** Recordings that were analysed, in the order in which they were added. */
  sounds: readonly ExploredSound[] = [];
  failed: readonly UnusedFile[] = [];
  /** Whether recordings were left out because there are too many. */
  isFull = false;
  readonly #analyses: AnalysisQueue<AddedRecording>;
  /** Share of the current recording, 0 to 1. */
  #share = 0;
  /** Number of recordings since the last pause. */
  #batch = 0;
  #lastId = 0;
  readonly #changed: () => void;

  /**
   * @param open creates a classifier; a PinnaError that it throws fails the recording
   * @param changed called at each change and progress
   */
  constructor(open: () => Classifier, changed: () => void) {
    this.#changed = changed;
    const follow = (share: number) => {
      this.#share = share;
      changed();
    };
    this.#analyses = new AnalysisQueue({
      open,
      begin: () => ({ descriptors: true, embedding: true, onProgress: follow }),
      done: ({ id, file, name, label }, { descriptors, embedding, duration }) => {
        const course = new CourseDescriptors();
        course.add(descriptors!);
        const values = { descriptors: course.values(descriptors!.rhythm.tempo), embedding: embedding! };
        this.sounds = [...this.sounds, { id, file, name, label, seconds: duration, ...values }];
        follow(0);
      },
      failed: ({ name }, error) => {
        this.failed = [...this.failed, { name, error }];
        follow(0);
      },
      stopped: () => follow(0),
    });
  }

  /** Whether recordings wait or are analysed. */
  get isBusy(): boolean {
    return this.#analyses.left > 0;
  }

  /** Progress of the recordings that were added since the last pause. */
  get progress(): { readonly done: number; readonly all: number; readonly share: number } {
    const done = this.#batch - this.#analyses.left;
    return { done, all: this.#batch, share: this.#batch > 0 ? (done + this.#share) / this.#batch : 0 };
  }

  /** Adds recordings. Those beyond {@link MOST_RECORDINGS} are left out. */
  add(recordings: readonly FoundRecording[]): void {
    const room = MOST_RECORDINGS - this.sounds.length - this.#analyses.left;
    if (!this.isBusy) this.#batch = 0;
    const used = recordings.slice(0, Math.max(0, room));
    this.isFull ||= used.length < recordings.length;
    this.#batch += used.length;
    this.#analyses.add(used.map((found) => ({ ...found, id: ++this.#lastId })));
    this.#changed();
  }

  /** Drops what waits, and the recording that is being analysed. What was analysed stays. */
  cancel(): void {
    this.#analyses.cancel(() => true);
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
    this.#analyses.suspend();
  }

  /** Continues after {@link suspend}. */
  resume(): void {
    this.#analyses.resume();
  }
}
