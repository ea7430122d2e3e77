import { LOG_MEL_64 } from '../../features/log-mel-parameters.js';
import { Scope } from '../../lifetime/scope.js';
import type { Frames } from '../../listener/listener-events.js';
import type { Listener } from '../../listener/listener.js';
import { findTakes } from '../../teach/examples/takes.js';
import type { TimeSpan } from '../../worker/contract.js';

/** Longest recording, seconds. What comes later is ignored. */
const LONGEST = 60;
/** Sound between two counts of the takes, seconds. */
const COUNT_INTERVAL = 1;
/** Largest difference between the start of a step and the end of the one before without a gap, seconds. */
const TOLERANCE = 0.01;

const { bands, hopSeconds } = LOG_MEL_64;

/** What a {@link TakeRecorder} needs of a listener. */
export type RecordedListener = Pick<
  Listener,
  'requestFeatures' | 'requestTeaching' | 'addEventListener' | 'removeEventListener' | 'dispatchEvent'
>;

/** Follows the sound while a user plays something several times, and finds the takes. Keeps log-mel frames, no sound. Main thread. */
export class TakeRecorder {
  readonly #scope = new Scope();
  readonly #frames = new Float32Array((LONGEST / hopSeconds) * bands);
  readonly #onTake: () => void;
  /** Number of frames so far, and when they were counted last. */
  #count = 0;
  #counted = 0;
  /** Time of the first frame, seconds. */
  #start = 0;
  #takes: readonly TimeSpan[] = [];

  /**
   * Begins to record, until {@link release}.
   * @param onTake called when the number of takes has changed
   */
  constructor(listener: RecordedListener, onTake: () => void) {
    this.#onTake = onTake;
    const request = new AbortController();
    this.#scope.add(() => request.abort());
    listener.requestFeatures(request.signal);
    listener.requestTeaching(request.signal);
    this.#scope.listen(listener, 'frames', (event) => this.#add((event as CustomEvent<Frames>).detail));
  }

  /** The takes so far, session time in seconds. */
  get takes(): readonly TimeSpan[] {
    return this.#takes;
  }

  /** Ends the recording. The listener keeps the frames for teaching until {@link release}. @returns all takes */
  finish(): readonly TimeSpan[] {
    this.#find();
    return this.#takes;
  }

  /** Releases the listener. May be called twice. */
  release(): void {
    void this.#scope.close();
  }

  #add({ time, features }: Frames): void {
    if (!features) return;
    const end = this.#start + this.#count * hopSeconds;
    // Takes are not joined across a gap: the recording begins again.
    if (this.#count === 0 || Math.abs(time - end) > TOLERANCE) [this.#start, this.#count, this.#counted] = [time, 0, 0];
    const fitting = features.subarray(0, this.#frames.length - this.#count * bands);
    this.#frames.set(fitting, this.#count * bands);
    this.#count += fitting.length / bands;
    if ((this.#count - this.#counted) * hopSeconds < COUNT_INTERVAL) return;
    this.#counted = this.#count;
    const before = this.#takes.length;
    this.#find();
    if (this.#takes.length !== before) this.#onTake();
  }

  #find(): void {
    const frames = this.#frames.subarray(0, this.#count * bands);
    this.#takes = findTakes(frames, LOG_MEL_64).map(({ first, end }) => ({
      from: this.#start + first * hopSeconds,
      to: this.#start + end * hopSeconds,
    }));
  }
}
