import type { Detection, DetectionChange } from './detection.js';

/** Tolerance for sums of hops in floating point, seconds. */
const TIME_TOLERANCE = 1e-6;

/** Thresholds and durations that turn a class's scores into detections. */
export interface TrackerRules {
  readonly head: string;
  readonly label: string;
  /** Certain families of the class, from specific to general. */
  readonly families: readonly string[];
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

  /** Lower threshold, 0 to 1. */
  get off(): number {
    return this.#rules.off;
  }

  /** Upper threshold, 0 to 1. */
  get threshold(): number {
    return this.#rules.on;
  }

  /** Whether a frame with a score below `off` would change nothing. */
  get isIdle(): boolean {
    return this.#frames === 0 && Number.isNaN(this.#roseAt);
  }

  /** Whether the detection has been reported and has not ended. */
  get isReported(): boolean {
    return this.#id > 0;
  }

  /** The detection that was reported and has not ended, without its end; undefined if there is no such detection. */
  get reported(): Detection | undefined {
    return this.isReported ? this.#detection(null) : undefined;
  }

  /** Time at which the score rose to `off`: of the active sound if there is one, seconds; NaN while it is below. */
  get rise(): number {
    return this.#frames > 0 ? this.#onset : this.#roseAt;
  }

  /** Mean score of the active sound, 0 to 1; NaN if there is none. */
  get confidence(): number {
    return this.#sum / this.#frames;
  }

  /** Number of active frames of the active sound; 0 if there is none. */
  get frames(): number {
    return this.#frames;
  }

  /**
   * Follows the score for one frame.
   *
   * @param time of the frame, seconds
   * @param score smoothed, 0 to 1
   * @param allowed if false, the class is inactive whatever its score
   * @param changes receives the end of the detection before, if it is over
   * @param isImplied if true, the class is active whatever its score, provided that it is allowed
   */
  follow(time: number, score: number, allowed: boolean, changes: DetectionChange[], isImplied = false): void {
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
  }

  /**
   * Reports the active sound, unless it is reported already or has lasted less than the minimum duration.
   *
   * @param changes receives the start
   * @param onset of the detection, seconds
   */
  report(changes: DetectionChange[], onset = this.#onset): void {
    const { minDuration, hopSeconds } = this.#rules;
    if (!this.on || this.#id > 0 || this.#frames * hopSeconds < minDuration - TIME_TOLERANCE) return;
    this.#onset = onset;
    this.#id = this.#nextId();
    changes.push({ phase: 'start', detection: this.#detection(null) });
  }

  /** Begins the active sound again with the next frame, at `time`. Only for sounds that are not reported. */
  restart(time: number): void {
    this.#frames = 0;
    this.#sum = 0;
    this.#peak = 0;
    this.#roseAt = time;
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
    const { head, label, families } = this.#rules;
    return {
      id: this.#id,
      head,
      label,
      families,
      onset: this.#onset,
      offset,
      peak: this.#peak,
      confidence: this.confidence,
    };
  }
}
