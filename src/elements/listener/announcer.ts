import type { Detection } from '../../decisions/detection.js';
import { timeout } from '../../lifetime/timers.js';

/** Minimum time between two announcements, ms: a screen reader must be able to finish. */
const PAUSE = 4000;
/** Time within which the same sound is not announced again, ms. */
const REPEAT = 20_000;

/** Collects the starts of detections and announces them together, at intervals that a screen reader can follow. */
export class Announcer {
  readonly #say: (labels: readonly string[]) => void;
  readonly #said = new Map<string, number>();
  readonly #waiting = new Set<string>();
  /** Cancels the announcement that is due; undefined if none is. */
  #cancel: (() => void) | undefined;
  #quietUntil = 0;

  /** @param say called with the detected classes */
  constructor(say: (labels: readonly string[]) => void) {
    this.#say = say;
  }

  /**
   * Adds a detection that has begun.
   *
   * @param now ms on the clock of `performance.now()`
   */
  hear({ label }: Detection, now = performance.now()): void {
    if (now - (this.#said.get(label) ?? -Infinity) < REPEAT) return;
    this.#said.set(label, now);
    this.#waiting.add(label);
    this.#cancel ??= timeout(Math.max(0, this.#quietUntil - now), () => this.#speak());
  }

  /** Forgets all pending and past announcements, for instance at the end of a session. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting.clear();
    this.#said.clear();
  }

  #speak(): void {
    this.#cancel = undefined;
    this.#quietUntil = performance.now() + PAUSE;
    this.#say([...this.#waiting]);
    this.#waiting.clear();
  }
}
