import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { HeadManifest } from '../model/manifest.js';
import { checkLogits } from './check-logits.js';
import type { Detection, DetectionChange } from './detection.js';
import { FrameClock } from './frame-clock.js';
import { HeadDecisions } from './head-decisions.js';
import { checkLiveThresholds, withOwnThresholds, type Thresholds } from './thresholds.js';

/**
 * Turns the network's logits into scores and detections, frame by frame. Scores, times and detections do not depend on
 * how the frames are cut into steps. Pure and synchronous; times are seconds on the caller's clock.
 *
 * If time jumps forward, frames are missing. Frame times stay correct, and smoothed scores lose weight with their age.
 * If the gap exceeds a head's merge gap, its active detections end after their last active frame.
 *
 * If time jumps backward, a new recording begins: every detection ends and all state is reset.
 */
export class Decisions {
  readonly #hopSeconds: number;
  #lastId: number;
  readonly #clock: FrameClock;
  readonly #heads: readonly HeadDecisions[];
  /** Gated heads come after the heads that gate them. A gate therefore takes effect in the frame in which it opens. */
  readonly #inOrder: readonly HeadDecisions[];
  /** The head that is not the model's. It has no gate and gates nothing. */
  #extra: HeadDecisions | undefined;
  #thresholds: Thresholds = {};

  /**
   * @param heads of a loaded model, already validated by the loader; a class's own thresholds override its head's
   * @param hopSeconds distance between rows of logits, seconds; here, each row is a frame
   * @param thresholds override the model's
   * @param lastId the first detection gets the next id
   * @param extra a head that is not the model's, as for {@link setExtra}
   * @throws PinnaError `bad-option` for invalid thresholds or an invalid hop
   */
  constructor(
    heads: readonly HeadManifest[],
    hopSeconds: number,
    thresholds: Thresholds = {},
    lastId = 0,
    extra?: HeadManifest,
  ) {
    this.#hopSeconds = hopSeconds;
    this.#lastId = lastId;
    if (!(hopSeconds > 0 && hopSeconds < Infinity))
      throw new PinnaError(PinnaErrorCode.BadOption, `The hop must be above 0 seconds; it is ${String(hopSeconds)}.`);
    this.#clock = new FrameClock(hopSeconds);
    const nextId = this.#nextId;
    const ungated = heads
      .filter((head) => !head.decision.gate)
      .map((head) => new HeadDecisions(head, hopSeconds, nextId));
    const gated = heads.flatMap((head) => {
      const { gate } = head.decision;
      if (!gate) return [];
      const gateHead = ungated.find(({ manifest }) => manifest.name === gate.head);
      const tracker = gateHead?.trackers[gateHead.manifest.classes.findIndex((entry) => entry.name === gate.class)];
      return tracker ? [new HeadDecisions(head, hopSeconds, nextId, tracker)] : [];
    });
    this.#inOrder = [...ungated, ...gated];
    this.#heads = heads.map((manifest) => this.#inOrder.find((head) => head.manifest === manifest)!);
    this.setExtra(extra);
    this.setThresholds(thresholds);
  }

  /**
   * Adds a head that is not the model's, replaces it or removes it, from the next frame. The other heads do not notice. Overrides of
   * thresholds that name its classes apply. A class of the same name in the head before continues: its score, and its
   * detection.
   *
   * @returns ends of the detections of classes that the head does not have
   */
  setExtra(manifest: HeadManifest | undefined): readonly DetectionChange[] {
    const changes: DetectionChange[] = [];
    const before = this.#extra;
    this.#extra = manifest && new HeadDecisions(manifest, this.#hopSeconds, this.#nextId, undefined, before);
    for (const tracker of before?.trackers ?? []) if (!this.#extra?.trackers.includes(tracker)) tracker.close(changes);
    if (manifest) this.#extra!.setThresholds(withOwnThresholds(manifest, this.#thresholds));
    return changes;
  }

  /** Detections of the head that is not the model's that were reported and have not ended. */
  get lastingExtra(): readonly Detection[] {
    return this.#extra?.lasting ?? [];
  }

  /**
   * Replaces all overrides of the model's thresholds, from the next frame. A class that is not named returns to the
   * model's thresholds. An active detection continues while its score stays at or above the new `off`. Thresholds of taught sounds that
   * are not here, such as `taught:kettle`, wait for {@link setExtra}.
   *
   * @throws PinnaError `bad-option`; the thresholds are unchanged then
   */
  setThresholds(thresholds: Thresholds): void {
    const all = this.#extra ? [...this.#heads, this.#extra] : this.#heads;
    checkLiveThresholds(
      all.map(({ manifest }) => manifest),
      thresholds,
    );
    for (const head of all) head.setThresholds(withOwnThresholds(head.manifest, thresholds));
    this.#thresholds = thresholds;
  }

  /**
   * Processes one step of the network.
   *
   * @param logits per head `[frames × classes]`, row-major
   * @param frames T, may be 0
   * @param time of the first frame, seconds
   * @throws PinnaError `model-corrupt` for logits that are not finite, `bad-option` for arrays of the wrong size or a
   *   time that is not finite; the state is unchanged then
   */
  push(logits: Readonly<Record<string, Float32Array>>, frames: number, time: number): DecisionUpdate {
    const inOrder = this.#withExtra(this.#inOrder);
    const inputs = inOrder.map(({ manifest }) => checkLogits(manifest, logits, frames));
    if (!Number.isFinite(time))
      throw new PinnaError(PinnaErrorCode.BadOption, `A step's time must be finite; it is ${String(time)}.`);
    const outputs = inOrder.map(({ manifest }) => new Float32Array(frames * manifest.classes.length));
    const changes: DetectionChange[] = [];
    let late = frames > 0 ? this.#clock.align(time) : 0;
    if (late < 0) {
      this.#resetHeads(changes);
      late = 0;
    }
    for (let row = 0; row < frames; row++) {
      const frameTime = this.#clock.tick();
      inOrder.forEach((head, h) => {
        const classes = head.manifest.classes.length;
        const scores = outputs[h]!.subarray(row * classes, (row + 1) * classes);
        head.push(inputs[h]!, row, frameTime, this.#hopSeconds + late, scores, changes);
      });
      late = 0;
    }
    const scores: Record<string, Float32Array> = {};
    const smoothed: Record<string, Float32Array> = {};
    const gates: Record<string, boolean> = {};
    for (const head of this.#withExtra(this.#heads)) {
      const { name, decision } = head.manifest;
      scores[name] = outputs[inOrder.indexOf(head)]!;
      smoothed[name] = new Float32Array(head.smoothed);
      if (decision.gate) gates[name] = head.isOpen;
    }
    return { frames, scores, smoothed, gates, changes };
  }

  /**
   * Ends every active detection after its last active frame. Frames that follow on the same clock are processed as
   * before.
   */
  flush(): readonly DetectionChange[] {
    const changes: DetectionChange[] = [];
    for (const head of this.#withExtra(this.#inOrder)) head.close(changes);
    return changes;
  }

  /** Resets to the state before the first frame. Ids count from 1 again. */
  reset(): void {
    this.#resetHeads([]);
    this.#clock.reset();
    this.#lastId = 0;
  }

  readonly #nextId = (): number => ++this.#lastId;

  #withExtra(heads: readonly HeadDecisions[]): readonly HeadDecisions[] {
    return this.#extra ? [...heads, this.#extra] : heads;
  }

  #resetHeads(changes: DetectionChange[]): void {
    for (const head of this.#withExtra(this.#inOrder)) head.reset(changes);
  }
}

/** Scores of one step of T frames. */
export interface StepScores {
  /** Number of rows of scores T. The page calls each a frame: 20 ms in the shipped models. */
  readonly frames: number;
  /** Per head: calibrated frame scores `[T × classes]`, row-major, 0 to 1. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Per head: smoothed (sigmoid) or pooled (softmax) scores after the last frame, `[classes]`. */
  readonly smoothed: Readonly<Record<string, Float32Array>>;
  /** Per gated head: whether its gate is open after the last frame. */
  readonly gates: Readonly<Record<string, boolean>>;
}

/** Scores and detections of one step of T frames. */
export interface DecisionUpdate extends StepScores {
  /** Starts and ends of detections, in the order in which they were decided. */
  readonly changes: readonly DetectionChange[];
}
