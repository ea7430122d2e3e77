import type { HeadManifest } from '../model/manifest.js';
import { activate } from './activation.js';
import type { DetectionChange } from './detection.js';
import { DetectionTracker } from './detection-tracker.js';
import { LogitPool } from './logit-pool.js';
import { OnePole } from './one-pole.js';

/**
 * One head: logits → scores → smoothed scores → detections.
 *
 * - Sigmoid: each class's score is smoothed and followed for itself; but a class that others imply has at least their
 *   score, and is on while one of them is.
 * - Softmax: the *logits* are pooled, so that a hundred unsure frames can add up to a sure answer; only the class with the
 *   highest pooled probability can be on.
 * - With a gate: nothing is on, and nothing is pooled, while the gate's class is off. Off for longer than the pool
 *   remembers, the pool begins anew.
 */
export class HeadDecisions {
  readonly #hopSeconds: number;
  readonly #gate: DetectionTracker | undefined;
  /** Smoothed or pooled scores after the last frame, `[classes]`; 0 before the first and while the gate is closed. */
  readonly smoothed: Float64Array;
  readonly trackers: readonly DetectionTracker[];
  readonly #onePole: OnePole;
  readonly #pool: LogitPool;
  readonly #poolSeconds: number;
  /** Per class the one that it implies, or −1; those that imply one come first in `order`. */
  readonly #implied: readonly number[];
  readonly #order: readonly number[];
  /** Per class the trackers of those that imply it. */
  readonly #holders: readonly (readonly DetectionTracker[])[];
  /** End of the last frame that was pooled, seconds. */
  #pooledUntil = 0;

  /** @param gate the tracker of the class that this head waits for */
  constructor(
    readonly head: HeadManifest,
    hopSeconds: number,
    nextId: () => number,
    gate?: DetectionTracker,
  ) {
    this.#hopSeconds = hopSeconds;
    this.#gate = gate;
    const { classes, decision } = head;
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
        new DetectionTracker({ head: head.name, label: name, on, off, minDuration, mergeGap, hopSeconds }, nextId),
    );
    this.#holders = classes.map((_, c) => this.trackers.filter((_tracker, other) => this.#implied[other] === c));
  }

  /** Goes on with the thresholds of another version of the head; nothing else of it counts. */
  setThresholds({ classes, decision }: HeadManifest): void {
    classes.forEach(({ on = decision.on, off = decision.off }, c) => this.trackers[c]!.setThresholds(on, off));
  }

  /** Whether the gate is open after the last frame; always, without one. */
  get isOpen(): boolean {
    return this.#gate?.on ?? true;
  }

  /**
   * One frame.
   *
   * @param logits `[frames × classes]`, row-major
   * @param row which frame of `logits`
   * @param time of the frame, seconds
   * @param elapsed seconds since the frame before
   * @param scores receives the frame's calibrated scores, `[classes]`
   * @param changes receives what was decided
   */
  push(
    logits: Float32Array,
    row: number,
    time: number,
    elapsed: number,
    scores: Float32Array,
    changes: DetectionChange[],
  ): void {
    activate(this.head, logits, row, scores);
    const open = this.isOpen;
    const isSoftmax = this.head.activation === 'softmax';
    if (isSoftmax) this.#poolFrame(logits, row, time, open);
    else this.#smoothFrame(scores, elapsed, open);
    const winner = isSoftmax ? this.smoothed.indexOf(Math.max(...this.smoothed)) : undefined;
    for (const c of this.#order) {
      const isHeld = this.#holders[c]!.some(({ on }) => on);
      this.trackers[c]!.push(time, this.smoothed[c]!, open && (winner ?? c) === c, changes, isHeld);
    }
  }

  /** Ends every sound that is on. */
  close(changes: DetectionChange[]): void {
    for (const tracker of this.trackers) tracker.close(changes);
  }

  /** Ends every sound that is on, and forgets all scores. */
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
    activate(this.head, this.#pool.mean, 0, this.smoothed);
  }
}
