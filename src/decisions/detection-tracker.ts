import type { Detection, DetectionChange } from './detection.js';

/** Slack for sums of hops in floating point, seconds. */
const ROUNDING = 1e-6;

/** When a class's score becomes a detection. */
export interface TrackerRules {
  readonly head: string;
  readonly label: string;
  /** A score that reaches this is a sound … */
  readonly on: number;
  /** … which lasts from where the score last came up to this until it falls below. */
  readonly off: number;
  /** Time for which it must have been on, all in all, to be reported, seconds. */
  readonly minDuration: number;
  /** Silence up to this long does not end it, seconds. */
  readonly mergeGap: number;
  readonly hopSeconds: number;
}

/**
 * Follows one class: two thresholds, minimum duration, merging of gaps.
 *
 * The higher threshold says that there is a sound, the lower one where it begins and ends (double thresholding, Dinkel,
 * Wu, Yu 2021): a score takes some frames to rise, and the sound was there while it rose.
 *
 * A sound that flickers is one sound: its duration is the time for which it was on, silence inside of it not counted, so
 * a bird of short calls is found and a single click is not.
 */
export class DetectionTracker {
  #rules: TrackerRules;
  readonly #nextId: () => number;
  /** Whether the score is on, by hysteresis, whatever the duration. */
  on = false;
  #id = 0;
  /** Since when the score has not been below `off`, seconds; NaN while it is. */
  #upSince = NaN;
  /** End of the last frame, seconds. */
  #until = NaN;
  #onset = 0;
  #offset = 0;
  #frames = 0;
  #sum = 0;
  #peak = 0;

  constructor(rules: TrackerRules, nextId: () => number) {
    this.#rules = rules;
    this.#nextId = nextId;
  }

  /** Goes on with other thresholds, from the next frame on. */
  setThresholds(on: number, off: number): void {
    this.#rules = { ...this.#rules, on, off };
  }

  /**
   * One frame.
   *
   * @param time of the frame, seconds
   * @param score smoothed, 0 to 1
   * @param allowed false: off, whatever the score
   * @param changes receives what was decided
   * @param isHeld on, whatever the score, where that is allowed
   */
  push(time: number, score: number, allowed: boolean, changes: DetectionChange[], isHeld = false): void {
    const rules = this.#rules;
    const end = time + rules.hopSeconds;
    // Only where frames are missing can this much silence have gone unseen: what comes now is another sound.
    if (this.#isOver(time)) this.#finish(changes);
    this.#follow(time, allowed && (isHeld || score >= rules.off));
    this.on = allowed && (isHeld || score >= (this.on ? rules.off : rules.on));
    // The next frame begins at `end`: when that is too late to come back, the sound is over now.
    if (!this.on && this.#isOver(end)) this.#finish(changes);
    if (!this.on) return;
    if (this.#frames === 0) this.#onset = this.#upSince;
    this.#offset = end;
    this.#frames += 1;
    this.#sum += score;
    this.#peak = Math.max(this.#peak, score);
    if (this.#id === 0 && this.#frames * rules.hopSeconds >= rules.minDuration - ROUNDING) {
      this.#id = this.#nextId();
      changes.push({ phase: 'start', detection: this.#detection(null) });
    }
  }

  /** Ends the sound where it was last on, if there is one. The next one begins after this. */
  close(changes: DetectionChange[]): void {
    this.#finish(changes);
    this.#upSince = NaN;
  }

  #finish(changes: DetectionChange[]): void {
    if (this.#id > 0) changes.push({ phase: 'end', detection: this.#detection(this.#offset) });
    this.on = false;
    this.#id = 0;
    this.#frames = 0;
    this.#sum = 0;
    this.#peak = 0;
  }

  #follow(time: number, isUp: boolean): void {
    const isNew = !(time - this.#until < this.#rules.hopSeconds / 2);
    if (!isUp) this.#upSince = NaN;
    else if (isNew || Number.isNaN(this.#upSince)) this.#upSince = time;
    this.#until = time + this.#rules.hopSeconds;
  }

  /** Whether a sound that comes back at `time` would be another one. */
  #isOver(time: number): boolean {
    return this.#frames > 0 && time - this.#offset > this.#rules.mergeGap + ROUNDING;
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
