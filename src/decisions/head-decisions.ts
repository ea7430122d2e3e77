import type { HeadManifest } from '../model/manifest.js';
import { activate } from './activation.js';
import type { DetectionChange } from './detection.js';
import { DetectionTracker } from './detection-tracker.js';
import { LogitPool } from './logit-pool.js';
import { OnePole } from './one-pole.js';

/**
 * Processes one head: logits → scores → smoothed scores → detections.
 *
 * - Sigmoid: each class is smoothed and followed independently. A class that other classes imply has at least their
 *   score, and is active while one of them is.
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
  /** Per class the index of the class it implies, or −1. In `order`, classes that imply another come first. */
  readonly #implied: readonly number[];
  readonly #order: readonly number[];
  /** Per class the trackers of the classes that imply it. */
  readonly #impliedBy: readonly (readonly DetectionTracker[])[];
  /** End of the last pooled frame, seconds. */
  #pooledUntil = 0;

  /** @param gate tracker of the class that opens this head's gate */
  constructor(
    readonly manifest: HeadManifest,
    hopSeconds: number,
    nextId: () => number,
    gate?: DetectionTracker,
  ) {
    this.#hopSeconds = hopSeconds;
    this.#gate = gate;
    const { classes, decision } = manifest;
    const { smoothingSeconds = 0, poolSeconds = 0, minDuration, mergeGap } = decision;
    this.smoothed = new Float64Array(classes.length);
    this.#onePole = new OnePole(classes.length, smoothingSeconds);
    this.#pool = new LogitPool(classes.length, poolSeconds, hopSeconds);
    this.#poolSeconds = poolSeconds;
    this.#implied = classes.map(({ implies }) => classes.findIndex(({ name }) => name === implies));
    this.#order = classes
      .map((_, c) => c)
      .sort((a, b) => Number(this.#implied[a] === -1) - Number(this.#implied[b] === -1));
    this.trackers = classes.map(
      ({ name, on = decision.on, off = decision.off }) =>
        new DetectionTracker({ head: manifest.name, label: name, on, off, minDuration, mergeGap, hopSeconds }, nextId),
    );
    this.#impliedBy = classes.map((_, c) => this.trackers.filter((_tracker, other) => this.#implied[other] === c));
  }

  /** Replaces the thresholds by those of another version of the head. Everything else in that version is ignored. */
  setThresholds({ classes, decision }: HeadManifest): void {
    classes.forEach(({ on = decision.on, off = decision.off }, c) => this.trackers[c]!.setThresholds(on, off));
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
    activate(this.manifest, logits, row, scores);
    const open = this.isOpen;
    const isSoftmax = this.manifest.activation === 'softmax';
    if (isSoftmax) this.#poolFrame(logits, row, time, open);
    else this.#smoothFrame(scores, elapsed, open);
    const winner = isSoftmax ? this.smoothed.indexOf(Math.max(...this.smoothed)) : undefined;
    for (const c of this.#order) {
      const isImplied = this.#impliedBy[c]!.some(({ on }) => on);
      this.trackers[c]!.push(time, this.smoothed[c]!, open && (winner ?? c) === c, changes, isImplied);
    }
  }

  /** Ends every active detection. */
  close(changes: DetectionChange[]): void {
    for (const tracker of this.trackers) tracker.close(changes);
  }

  /** Ends every active detection and resets all scores. */
  reset(changes: DetectionChange[]): void {
    this.close(changes);
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
    this.#implied.forEach((whole, c) => {
      if (whole !== -1) this.smoothed[whole] = Math.max(this.smoothed[whole]!, this.smoothed[c]!);
    });
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
