import { PinnaError, PinnaErrorCode } from '../errors.js';
import type { HeadManifest } from '../model/manifest.js';
import { checkLogits } from './check-logits.js';
import type { DetectionChange } from './detection.js';
import { FrameClock } from './frame-clock.js';
import { HeadDecisions } from './head-decisions.js';
import { withThresholds, type Thresholds } from './thresholds.js';

/**
 * From the network's logits to scores and detections, frame by frame: cutting the frames into other steps changes no
 * score, no time and no detection. Pure and synchronous; times are seconds on the caller's clock.
 *
 * Where time jumps forward, frames are missing: times stay true, old scores weigh less the longer ago they are, and sounds
 * on before a gap longer than their merge gap end where they were last heard. Where it jumps back, another recording
 * begins: every sound ends and nothing is remembered.
 */
export class Decisions {
  readonly #hopSeconds: number;
  #lastId: number;
  readonly #clock: FrameClock;
  readonly #heads: readonly HeadDecisions[];
  /** Heads that wait for another come after it, so that a gate acts on the frame on which it opens. */
  readonly #inOrder: readonly HeadDecisions[];

  /**
   * @param heads of a loaded model (the loader has checked them); a class's own thresholds override its head's
   * @param hopSeconds from frame to frame
   * @param thresholds in the place of the model's
   * @param lastId ids count from the one after it
   * @throws PinnaError `bad-option` for invalid thresholds or an invalid hop
   */
  constructor(heads: readonly HeadManifest[], hopSeconds: number, thresholds: Thresholds = {}, lastId = 0) {
    this.#hopSeconds = hopSeconds;
    this.#lastId = lastId;
    if (!(hopSeconds > 0 && hopSeconds < Infinity))
      throw new PinnaError(PinnaErrorCode.BadOption, `The hop must be above 0 seconds; it is ${String(hopSeconds)}.`);
    this.#clock = new FrameClock(hopSeconds);
    const nextId = () => ++this.#lastId;
    const free = heads.filter((head) => !head.decision.gate).map((head) => new HeadDecisions(head, hopSeconds, nextId));
    const gated = heads.flatMap((head) => {
      const { gate } = head.decision;
      if (!gate) return [];
      const keeper = free.find((other) => other.head.name === gate.head);
      const tracker = keeper?.trackers[keeper.head.classes.findIndex((entry) => entry.name === gate.class)];
      return tracker ? [new HeadDecisions(head, hopSeconds, nextId, tracker)] : [];
    });
    this.#inOrder = [...free, ...gated];
    this.#heads = heads.map((head) => this.#inOrder.find((one) => one.head === head)!);
    this.setThresholds(thresholds);
  }

  /**
   * Takes other thresholds in the place of the model's, from the next frame on; what they do not name has the model's again.
   * A sound that is on goes on while it reaches them.
   * @throws PinnaError `bad-option`; nothing has changed then
   */
  setThresholds(thresholds: Thresholds): void {
    const heads = withThresholds(
      this.#heads.map(({ head }) => head),
      thresholds,
    );
    this.#heads.forEach((one, i) => one.setThresholds(heads[i]!));
  }

  /**
   * One step of the network.
   *
   * @param logits per head `[frames × classes]`, row-major
   * @param frames T, also 0
   * @param time of the first frame, seconds
   * @throws PinnaError `model-corrupt` for logits that are not finite, `bad-option` for arrays of the wrong size; nothing
   *   has changed then
   */
  push(logits: Readonly<Record<string, Float32Array>>, frames: number, time: number): DecisionUpdate {
    const inputs = this.#inOrder.map(({ head }) => checkLogits(head, logits, frames));
    if (!Number.isFinite(time))
      throw new PinnaError(PinnaErrorCode.BadOption, `A step's time must be finite; it is ${String(time)}.`);
    const outputs = this.#inOrder.map(({ head }) => new Float32Array(frames * head.classes.length));
    const changes: DetectionChange[] = [];
    let late = frames > 0 ? this.#clock.align(time) : 0;
    if (late < 0) {
      this.#forget(changes);
      late = 0;
    }
    for (let row = 0; row < frames; row++) {
      const frameTime = this.#clock.tick();
      this.#inOrder.forEach((one, h) => {
        const classes = one.head.classes.length;
        const scores = outputs[h]!.subarray(row * classes, (row + 1) * classes);
        one.push(inputs[h]!, row, frameTime, this.#hopSeconds + late, scores, changes);
      });
      late = 0;
    }
    const scores: Record<string, Float32Array> = {};
    const smoothed: Record<string, Float32Array> = {};
    const gates: Record<string, boolean> = {};
    for (const one of this.#heads) {
      const { name, decision } = one.head;
      scores[name] = outputs[this.#inOrder.indexOf(one)]!;
      smoothed[name] = Float32Array.from(one.smoothed);
      if (decision.gate) gates[name] = one.isOpen;
    }
    return { frames, scores, smoothed, gates, changes };
  }

  /** Ends every sound that is on, where it was last on. What comes next on the same clock is followed as before. */
  flush(): readonly DetectionChange[] {
    const changes: DetectionChange[] = [];
    for (const one of this.#inOrder) one.close(changes);
    return changes;
  }

  /** Back to the state before the first frame; ids count from 1 again. */
  reset(): void {
    this.#forget([]);
    this.#clock.reset();
    this.#lastId = 0;
  }

  #forget(changes: DetectionChange[]): void {
    for (const one of this.#inOrder) one.reset(changes);
  }
}

/** The scores of one step of T frames. */
export interface StepScores {
  /** Number of frames T. */
  readonly frames: number;
  /** Per head: calibrated frame scores `[T × classes]`, row-major, 0 to 1. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Per head: smoothed (sigmoid) or pooled (softmax) scores after the last frame, `[classes]`. */
  readonly smoothed: Readonly<Record<string, Float32Array>>;
  /** Per gated head: whether its gate is open after the last frame. */
  readonly gates: Readonly<Record<string, boolean>>;
}

/** The decisions on one step of T frames. */
export interface DecisionUpdate extends StepScores {
  /** In the order in which they were decided. */
  readonly changes: readonly DetectionChange[];
}
