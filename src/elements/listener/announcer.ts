import type { Detection } from '../../decisions/detection.js';
import { timeout } from '../../lifetime/timers.js';

/** Minimum time between two announcements, ms: a screen reader must be able to finish. */
const MIN_INTERVAL = 4000;
/** Time within which the same sound is not announced again, ms. */
const REPEAT_INTERVAL = 20_000;

/** Collects the starts of detections and announces them together, at intervals that a screen reader can follow. */
export class Announcer {
  readonly #announce: (labels: readonly string[]) => void;
  readonly #announcedAt = new Map<string, number>();
  readonly #pending = new Set<string>();
  /** Cancels the announcement that is due; undefined if none is. */
  #cancel: (() => void) | undefined;
  #nextAllowed = 0;

  /** @param announce called with the detected classes */
  constructor(announce: (labels: readonly string[]) => void) {
    this.#announce = announce;
  }

  /**
   * Adds a detection that has begun.
   *
   * @param now ms on the clock of `performance.now()`
   */
  add({ label }: Detection, now = performance.now()): void {
    if (now - (this.#announcedAt.get(label) ?? -Infinity) < REPEAT_INTERVAL) return;
    this.#announcedAt.set(label, now);
    this.#pending.add(label);
    this.#cancel ??= timeout(Math.max(0, this.#nextAllowed - now), () => this.#announcePending());
  }

  /** Forgets all pending and past announcements, for instance at the end of a session. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#pending.clear();
    this.#announcedAt.clear();
  }

  #announcePending(): void {
    this.#cancel = undefined;
    this.#nextAllowed = performance.now() + MIN_INTERVAL;
    this.#announce([...this.#pending]);
    this.#pending.clear();
  }
}
