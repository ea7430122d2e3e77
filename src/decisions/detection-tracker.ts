import type { Detection, DetectionChange } from './detection.js';

/** Tolerance for sums of hops in floating point, seconds. */
const TIME_TOLERANCE = 1e-6;

/** Thresholds and durations that turn a class's scores into detections. */
export interface TrackerRules {
  readonly head: string;
  readonly label: string;
  /** Upper threshold: a detection begins when the score reaches it. */
  readonly on: number;
  /** Lower threshold: the detection lasts from where the score last rose to it until the score falls below it. */
  readonly off: number;
  /** Minimum total active time before a detection is reported, seconds. */
  readonly minDuration: number;
  /** Longest pause within one detection, seconds. */
  readonly mergeGap: number;
  readonly hopSeconds: number;
}

/**
 * Follows one class with two thresholds, a minimum duration and merging of gaps.
 *
 * The upper threshold decides whether there is a sound, the lower one where it begins and ends (double thresholding,
 * Dinkel, Wu, Yu 2021). A score takes some frames to rise, but the sound was already there while it rose.
 *
 * An intermittent sound is one detection. Its duration is its active time without the pauses. A bird with short calls
 * is therefore detected, and a single click is not.
 */
export class DetectionTracker {
  #rules: TrackerRules;
  readonly #nextId: () => number;
  /** Whether the class is active by the two thresholds, regardless of duration. */
  on = false;
  #id = 0;
  /** Time since which the score has stayed at or above `off`, seconds; NaN while it is below. */
  #roseAt = NaN;
  /** End of the last frame, seconds. */
  #frameEnd = NaN;
  #onset = 0;
  #offset = 0;
  #frames = 0;
  #sum = 0;
  #peak = 0;

  constructor(rules: TrackerRules, nextId: () => number) {
    this.#rules = rules;
    this.#nextId = nextId;
  }

  /** Replaces the thresholds, from the next frame. */
  setThresholds(on: number, off: number): void {
    this.#rules = { ...this.#rules, on, off };
  }

  /**
   * Processes one frame.
   *
   * @param time of the frame, seconds
   * @param score smoothed, 0 to 1
   * @param allowed if false, the class is inactive whatever its score
   * @param changes receives the starts and ends
   * @param isImplied if true, the class is active whatever its score, provided that it is allowed
   */
  push(time: number, score: number, allowed: boolean, changes: DetectionChange[], isImplied = false): void {
    const rules = this.#rules;
    const end = time + rules.hopSeconds;
    // This much silence can only pass unseen if frames are missing. The current frame then belongs to a new sound.
    if (this.#isOver(time)) this.#finish(changes);
    this.#trackRise(time, allowed && (isImplied || score >= rules.off));
    this.on = allowed && (isImplied || score >= (this.on ? rules.off : rules.on));
    // The next frame begins at `end`. If that is beyond the merge gap, the sound ends now.
    if (!this.on && this.#isOver(end)) this.#finish(changes);
    if (!this.on) return;
    if (this.#frames === 0) this.#onset = this.#roseAt;
    this.#offset = end;
    this.#frames += 1;
    this.#sum += score;
    this.#peak = Math.max(this.#peak, score);
    if (this.#id === 0 && this.#frames * rules.hopSeconds >= rules.minDuration - TIME_TOLERANCE) {
      this.#id = this.#nextId();
      changes.push({ phase: 'start', detection: this.#detection(null) });
    }
  }

  /** Ends the active detection, if any, after its last active frame. The next one begins after this call. */
  close(changes: DetectionChange[]): void {
    this.#finish(changes);
    this.#roseAt = NaN;
  }

  #finish(changes: DetectionChange[]): void {
    if (this.#id > 0) changes.push({ phase: 'end', detection: this.#detection(this.#offset) });
    this.on = false;
    this.#id = 0;
    this.#frames = 0;
    this.#sum = 0;
    this.#peak = 0;
  }

  #trackRise(time: number, isAboveOff: boolean): void {
    const isNew = !(time - this.#frameEnd < this.#rules.hopSeconds / 2);
    if (!isAboveOff) this.#roseAt = NaN;
    else if (isNew || Number.isNaN(this.#roseAt)) this.#roseAt = time;
    this.#frameEnd = time + this.#rules.hopSeconds;
  }

  /** Whether a sound that returns at `time` would be a new detection. */
  #isOver(time: number): boolean {
    return this.#frames > 0 && time - this.#offset > this.#rules.mergeGap + TIME_TOLERANCE;
  }

  #detection(offset: number | null): Detection {
    const { head, label } = this.#rules;
    return {
      id: this.#id,
      head,
      label,
      onset: this.#onset,
      offset,
      peak: this.#peak,
      confidence: this.#sum / this.#frames,
    };
  }
}
