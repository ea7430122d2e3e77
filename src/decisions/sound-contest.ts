import type { ConfirmManifest, HeadManifest } from '../model/manifest.js';
import type { DetectionChange } from './detection.js';
import type { DetectionTracker } from './detection-tracker.js';
import type { HeadFamilies } from './head-families.js';

/** Most evidence that a class can gather per second, seconds. */
const MOST_EVIDENCE = 3;
/** Evidence of a family, relative to that of a class, while a member of it may still be confirmed. */
const PATIENCE = 2;
/** Longest time by which the onset of a sound may precede the rise of the class that names it, seconds. */
const SAME_ONSET = 0.3;
/** Most sounds at once: a class with this many surer rivals gathers no evidence. */
const MOST_AT_ONCE = 4;
/** Smallest distance of a score from 0 and 1, so that odds and their logarithm are finite. */
const MARGIN = 1e-9;
/** Tolerance for sums of hops in floating point, seconds. */
const TIME_TOLERANCE = 1e-6;

const odds = (score: number): number => Math.max(score, MARGIN) / Math.max(1 - score, MARGIN);

/**
 * Decides which of the active classes are reported. Classes compete for a sound: each gathers evidence, and is reported
 * when it has enough.
 *
 * - **Evidence** grows with the log-odds of the score: by 0 s per second at `off`, by 1 s at `on`, and by 3 s at most. A
 *   sure class is therefore confirmed sooner. It is lost when the sound ends.
 * - **Rivals** of a class rise within `rivalSeconds` of it and are not its family. The class gets the share
 *   `odds / (odds + sum of the odds of all its rivals)` of its evidence, but at least `seconds / coexistSeconds`, so that two
 *   sounds at once can both be confirmed. With four surer rivals it gets none: a strange noise can resemble fifty classes.
 * - **Pauses**: a reported sound that stops remains a rival for `pauseSeconds`, with its mean score, of the classes that
 *   reached `on` after it fell below its own. So noise between words is not weather at once.
 * - **Families**: while a member is reported, its families are not reported as well. While a member is active, a
 *   family needs twice the evidence and gathers at most 1 s of it per second, so that the more specific class comes
 *   first. If no member is confirmed, the family is the answer.
 * - **Onsets**: if a rival that is never reported rose up to 0.3 s before and was active then, the sound began with it.
 *
 * Only classes at or above their lower threshold cost time.
 */
export class SoundContest {
  readonly #rules: ConfirmManifest;
  readonly #families: HeadFamilies;
  readonly #trackers: readonly DetectionTracker[];
  readonly #hopSeconds: number;
  readonly #isQuiet: readonly boolean[];
  /** Per class the evidence that a report needs, seconds. */
  readonly #needed: readonly number[];
  /** Per class the logarithm of the odds at `off`, and its distance from that at `on`. */
  readonly #offLogOdds: Float64Array;
  readonly #logOddsRange: Float64Array;
  /** Per class the evidence for the active sound, seconds. */
  readonly #evidence: Float64Array;
  /** Per class the onset of the sound if its rivals before are not reported, seconds, and when that was noted. */
  readonly #soundOnset: Float64Array;
  readonly #soundSource: Int32Array;
  readonly #beganAt: Float64Array;
  /** Per class the time of its last report, the end of its last reported frame and of its last frame at `on`, seconds. */
  readonly #reportedAt: Float64Array;
  readonly #reportedUntil: Float64Array;
  readonly #sureUntil: Float64Array;
  /** Per class the odds of its mean score when it was last reported. */
  readonly #reportedOdds: Float64Array;
  /** Classes whose reported sound was active within `pauseSeconds`. */
  #recent: number[] = [];

  constructor(
    { classes }: Pick<HeadManifest, 'classes'>,
    rules: ConfirmManifest,
    families: HeadFamilies,
    trackers: readonly DetectionTracker[],
    hopSeconds: number,
  ) {
    this.#rules = rules;
    this.#families = families;
    this.#trackers = trackers;
    this.#hopSeconds = hopSeconds;
    this.#isQuiet = classes.map(({ quiet = false }) => quiet);
    this.#needed = classes.map(({ confirmSeconds = rules.seconds }) => confirmSeconds);
    const values = (value = 0) => new Float64Array(classes.length).fill(value);
    this.#offLogOdds = values();
    this.#logOddsRange = values();
    this.#evidence = values();
    this.#soundOnset = values();
    this.#soundSource = new Int32Array(classes.length).fill(-1);
    this.#beganAt = values();
    this.#reportedAt = values(-Infinity);
    this.#reportedUntil = values(-Infinity);
    this.#sureUntil = values(-Infinity);
    this.#reportedOdds = values();
    this.readThresholds();
  }

  /** Adopts the trackers' thresholds; necessary whenever they change. */
  readThresholds(): void {
    this.#trackers.forEach(({ threshold, off }, c) => {
      this.#offLogOdds[c] = Math.log(odds(off));
      this.#logOddsRange[c] = Math.log(odds(threshold)) - this.#offLogOdds[c]!;
    });
  }

  /**
   * Processes one frame, after the trackers have followed it.
   *
   * @param time of the frame, seconds
   * @param near classes whose score is at or above `off`
   * @param active classes whose tracker is active; each comes before its families
   * @param smoothed scores, `[classes]`
   * @param changes receives the starts of detections
   */
  push(
    time: number,
    near: readonly number[],
    active: readonly number[],
    smoothed: Float64Array,
    changes: DetectionChange[],
  ): void {
    if (active.length === 0) return;
    const { pauseSeconds } = this.#rules;
    this.#recent = this.#recent.filter((c) => time - this.#reportedUntil[c]! <= pauseSeconds + TIME_TOLERANCE);
    for (const c of active) {
      if (this.#trackers[c]!.frames === 1) this.#begin(c, time, near);
      if (!this.#trackers[c]!.isReported) this.#gather(c, near, smoothed);
    }
    for (const c of active) this.#decide(c, time, changes);
    for (const c of active) this.#remember(c, time + this.#hopSeconds, smoothed[c]!);
  }

  /** Forgets all sounds. */
  reset(): void {
    this.#recent = [];
    for (const times of [this.#reportedAt, this.#reportedUntil, this.#sureUntil]) times.fill(-Infinity);
  }

  /** Begins to gather evidence for a sound. */
  #begin(c: number, time: number, near: readonly number[]): void {
    this.#evidence[c] = 0;
    this.#beganAt[c] = time;
    this.#soundSource[c] = -1;
    const { rise } = this.#trackers[c]!;
    let onset = rise;
    for (const rival of near) {
      const tracker = this.#trackers[rival]!;
      const isBefore = tracker.frames > 0 && tracker.rise < rise && !tracker.isReported;
      if (!isBefore || rival === c || this.#families.areRelated(rival, c)) continue;
      const rivalOnset = this.#soundOnset[rival]!;
      if (rivalOnset >= onset || rise - rivalOnset > SAME_ONSET) continue;
      onset = rivalOnset;
      this.#soundSource[c] = rival;
    }
    this.#soundOnset[c] = onset;
  }

  /** Adds the evidence of one frame. */
  #gather(c: number, near: readonly number[], smoothed: Float64Array): void {
    const { seconds, coexistSeconds } = this.#rules;
    const own = odds(smoothed[c]!);
    const range = this.#logOddsRange[c]!;
    const weight = range > 0 ? (Math.log(own) - this.#offLogOdds[c]!) / range : 1;
    const { total, surer } = this.#rivals(c, near, smoothed);
    if (surer >= MOST_AT_ONCE) return;
    const share = Math.max(own / (own + total), seconds / coexistSeconds);
    this.#evidence[c]! += this.#hopSeconds * share * Math.min(Math.max(weight, 0), this.#isOpen(c) ? 1 : MOST_EVIDENCE);
  }

  /** Whether a member of a class is active and may still be confirmed. */
  #isOpen(c: number): boolean {
    return this.#families.members[c]!.some((member) => this.#trackers[member]!.on && !this.#isQuiet[member]);
  }

  /** Returns the sum of the odds of a class's rivals, 0 without one, and the number of rivals that are surer than the class. */
  #rivals(c: number, near: readonly number[], smoothed: Float64Array): { total: number; surer: number } {
    const { rise } = this.#trackers[c]!;
    let total = 0;
    let surer = 0;
    for (const rival of near) {
      if (rival === c || Math.abs(this.#trackers[rival]!.rise - rise) > this.#rules.rivalSeconds) continue;
      if (this.#families.areRelated(rival, c)) continue;
      total += odds(smoothed[rival]!);
      if (smoothed[rival]! > smoothed[c]!) surer++;
    }
    for (const rival of this.#recent) {
      const isPaused = !near.includes(rival) && this.#beganAt[c]! >= this.#sureUntil[rival]! - TIME_TOLERANCE;
      if (isPaused && rival !== c && !this.#families.areRelated(rival, c)) total += this.#reportedOdds[rival]!;
    }
    return { total, surer };
  }

  /** Reports a class if it has enough evidence and no member of it is reported. */
  #decide(c: number, time: number, changes: DetectionChange[]): void {
    const tracker = this.#trackers[c]!;
    if (tracker.isReported || this.#isQuiet[c]) return;
    const members = this.#families.members[c]!;
    if (members.some((member) => this.#trackers[member]!.isReported)) {
      tracker.restart(time + this.#hopSeconds);
      return;
    }
    const needed = this.#needed[c]! * (this.#isOpen(c) ? PATIENCE : 1);
    if (this.#evidence[c]! < needed - TIME_TOLERANCE) return;
    tracker.report(changes, this.#onsetOf(c));
    if (tracker.isReported) this.#reportedAt[c] = time;
  }

  /** Returns the onset of the sound, which does not overlap the report of the class before. */
  #onsetOf(c: number): number {
    const source = this.#soundSource[c]!;
    const isOwn = source === -1 || this.#reportedAt[source]! >= this.#beganAt[c]!;
    const onset = isOwn ? this.#trackers[c]!.rise : this.#soundOnset[c]!;
    return Math.max(onset, this.#reportedUntil[c]!);
  }

  #remember(c: number, end: number, score: number): void {
    const tracker = this.#trackers[c]!;
    if (score >= tracker.threshold) this.#sureUntil[c] = end;
    if (!tracker.isReported) return;
    this.#reportedUntil[c] = end;
    this.#reportedOdds[c] = odds(tracker.confidence);
    if (!this.#recent.includes(c)) this.#recent.push(c);
  }
}
