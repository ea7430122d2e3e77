import { Families } from '../model/families.js';
import type { HeadManifest } from '../model/manifest.js';
import { activate } from './activation.js';
import type { Detection, DetectionChange } from './detection.js';
import { DetectionTracker } from './detection-tracker.js';
import { HeadFamilies } from './head-families.js';
import { LogitPool } from './logit-pool.js';
import { OnePole } from './one-pole.js';
import { SoundContest } from './sound-contest.js';

/**
 * Processes one head: logits → scores → smoothed scores → detections. Quiet classes have scores and no detections.
 *
 * - Sigmoid: each class is smoothed and followed independently. A certain family of a class has at least its score, and
 *   is active while the class is. With `confirm`, the classes compete for the sound ({@link SoundContest}).
 * - Softmax: the *logits* are pooled, so that a hundred uncertain frames can add up to a certain answer. Only the class
 *   with the highest pooled probability can be active.
 * - With a gate: while the gate's class is inactive, no class is active and nothing is pooled. After more than the
 *   pool's time constant without pooling, the pool starts again from scratch.
 */
export class HeadDecisions {
  readonly #hopSeconds: number;
  readonly #gate: DetectionTracker | undefined;
  /**
   * Smoothed or pooled scores after the last frame, `[classes]`; 0 before the first frame and while the gate is closed.
   */
  readonly smoothed: Float64Array;
  /** One per class, `[classes]`. */
  readonly trackers: readonly DetectionTracker[];
  readonly #onePole: OnePole;
  readonly #pool: LogitPool;
  readonly #poolSeconds: number;
  readonly #families: HeadFamilies;
  /** Per class whether it is active because a member of it is. */
  readonly #isImplied: Uint8Array;
  /** Per class its lower threshold, and whether its tracker follows no sound. */
  readonly #off: Float64Array;
  readonly #isIdle: Uint8Array;
  /** Decides which sounds are reported; undefined if each class is reported after its minimum duration. */
  readonly #contest: SoundContest | undefined;
  /** Classes that are at or above their lower threshold in this frame, and those of them that are active. */
  readonly #near: number[] = [];
  readonly #active: number[] = [];
  /** End of the last pooled frame, seconds. */
  #pooledUntil = 0;

  /**
   * @param gate tracker of the class that opens this head's gate
   * @param before an earlier version of the head. Classes of the same name continue its scores and its detections. It must
   *   not be used any more. Only for sigmoid heads with the same decision.
   */
  constructor(
    readonly manifest: HeadManifest,
    hopSeconds: number,
    nextId: () => number,
    gate?: DetectionTracker,
    before?: HeadDecisions,
  ) {
    this.#hopSeconds = hopSeconds;
    this.#gate = gate;
    const { classes, decision } = manifest;
    const { smoothingSeconds = 0, poolSeconds = 0, minDuration, mergeGap } = decision;
    this.smoothed = new Float64Array(classes.length);
    this.#onePole = new OnePole(classes.length, smoothingSeconds);
    this.#pool = new LogitPool(classes.length, poolSeconds, hopSeconds);
    this.#poolSeconds = poolSeconds;
    this.#families = new HeadFamilies(manifest);
    this.#isImplied = new Uint8Array(classes.length);
    const families = new Families(manifest);
    const places = classes.map(({ name }) => before?.manifest.classes.findIndex((one) => one.name === name) ?? -1);
    this.trackers = classes.map(({ name, on = decision.on, off = decision.off }, c) => {
      const lasting = before?.trackers[places[c]!];
      if (lasting) return lasting;
      const about = { head: manifest.name, label: name, families: families.certain(name) };
      return new DetectionTracker({ ...about, on, off, minDuration, mergeGap, hopSeconds }, nextId);
    });
    this.#off = Float64Array.from(this.trackers, ({ off }) => off);
    this.#isIdle = Uint8Array.from(this.trackers, ({ isIdle }) => (isIdle ? 1 : 0));
    if (before) {
      this.#onePole.continueFrom(before.#onePole, places);
      this.smoothed.set(this.#onePole.value);
    }
    const { confirm } = decision;
    this.#contest = confirm && new SoundContest(manifest, confirm, this.#families, this.trackers, hopSeconds);
  }

  /** Detections that were reported and have not ended. */
  get lasting(): Detection[] {
    return this.trackers.flatMap(({ reported }) => reported ?? []);
  }

  /** Replaces the thresholds by those of another version of the head. Everything else in that version is ignored. */
  setThresholds({ classes, decision }: HeadManifest): void {
    classes.forEach(({ on = decision.on, off = decision.off }, c) => this.trackers[c]!.setThresholds(on, off));
    this.trackers.forEach(({ off }, c) => (this.#off[c] = off));
    this.#contest?.readThresholds();
  }

  /** Whether the gate is open after the last frame; always true without a gate. */
  get isOpen(): boolean {
    return this.#gate?.on ?? true;
  }

  /**
   * Processes one frame.
   *
   * @param logits `[frames × classes]`, row-major
   * @param row index of the frame in `logits`
   * @param time of the frame, seconds
   * @param elapsed seconds since the previous frame
   * @param scores receives the frame's calibrated scores, `[classes]`
   * @param changes receives the starts and ends of detections
   */
  push(
    logits: Float32Array,
    row: number,
    time: number,
    elapsed: number,
    scores: Float32Array,
    changes: DetectionChange[],
  ): void {
    this.smooth(logits, row, time, elapsed, scores);
    this.decide(time, changes);
  }

  /** Computes `smoothed` for one frame, without a decision. The parameters are those of {@link push}. */
  smooth(logits: Float32Array, row: number, time: number, elapsed: number, scores: Float32Array): void {
    activate(this.manifest, logits, row, scores);
    const open = this.isOpen;
    const isSoftmax = this.manifest.activation === 'softmax';
    if (isSoftmax) this.#poolFrame(logits, row, time, open);
    else this.#smoothFrame(scores, elapsed, open);
  }

  /**
   * Decides about one frame whose scores are in `smoothed`. `push` does so; others call it to try other decisions on the
   * same scores.
   *
   * @param time of the frame, seconds
   * @param changes receives the starts and ends of detections
   */
  decide(time: number, changes: DetectionChange[]): void {
    const open = this.isOpen;
    const isSoftmax = this.manifest.activation === 'softmax';
    const winner = isSoftmax ? this.smoothed.indexOf(Math.max(...this.smoothed)) : undefined;
    this.#isImplied.fill(0);
    this.#near.length = 0;
    this.#active.length = 0;
    const { order, certain } = this.#families;
    const smoothed = this.smoothed;
    const [impliedFlags, idleFlags, lowest] = [this.#isImplied, this.#isIdle, this.#off];
    for (let i = 0; i < order.length; i++) {
      const c = order[i]!;
      const score = smoothed[c]!;
      const isImplied = impliedFlags[c] === 1;
      // Most classes of a head are far from their thresholds; a large head must not cost more for them.
      if (score < lowest[c]! && !isImplied && idleFlags[c] === 1) continue;
      const tracker = this.trackers[c]!;
      tracker.follow(time, score, open && (winner ?? c) === c, changes, isImplied);
      idleFlags[c] = tracker.isIdle ? 1 : 0;
      if (open && score >= tracker.off) this.#near.push(c);
      if (!tracker.on) continue;
      for (const family of certain[c]!) impliedFlags[family] = 1;
      this.#active.push(c);
    }
    if (this.#contest) this.#contest.push(time, this.#near, this.#active, this.smoothed, changes);
    else for (const c of this.#active) if (!this.manifest.classes[c]!.quiet) this.trackers[c]!.report(changes);
  }

  /** Ends every active detection. */
  close(changes: DetectionChange[]): void {
    for (const tracker of this.trackers) tracker.close(changes);
    this.#isIdle.fill(1);
  }

  /** Ends every active detection and resets all scores. */
  reset(changes: DetectionChange[]): void {
    this.close(changes);
    this.#contest?.reset();
    this.#onePole.reset();
    this.#pool.reset();
    this.smoothed.fill(0);
  }

  #smoothFrame(scores: Float32Array, elapsed: number, open: boolean): void {
    this.#onePole.push(scores, elapsed);
    if (!open) {
      this.smoothed.fill(0);
      return;
    }
    this.smoothed.set(this.#onePole.value);
    const { smoothed } = this;
    const { pairs } = this.#families;
    for (let i = 0; i < pairs.length; i += 2) {
      const score = smoothed[pairs[i]!]!;
      const family = pairs[i + 1]!;
      if (score > smoothed[family]!) smoothed[family] = score;
    }
  }

  #poolFrame(logits: Float32Array, row: number, time: number, open: boolean): void {
    if (!open) {
      this.smoothed.fill(0);
      return;
    }
    if (time - this.#pooledUntil > this.#poolSeconds) this.#pool.reset();
    this.#pool.push(logits, row);
    this.#pooledUntil = time + this.#hopSeconds;
    activate(this.manifest, this.#pool.mean, 0, this.smoothed);
  }
}
