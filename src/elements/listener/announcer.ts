import type { Detection } from '../../decisions/detection.js';
import { timeout } from '../../lifetime/timers.js';

/** Least time between two announcements, milliseconds: a screen reader must be able to finish. */
const PAUSE = 4000;
/** The same sound is not announced again within this time, milliseconds. */
const REPEAT = 20_000;

/** Gathers the sounds that begin and says them together, seldom enough to be listened to. */
export class Announcer {
  readonly #say: (labels: readonly string[]) => void;
  readonly #said = new Map<string, number>();
  readonly #waiting = new Set<string>();
  /** Cancels the announcement that is due; absent while none is. */
  #cancel: (() => void) | undefined;
  #quietUntil = 0;

  /** @param say Gets the classes that were heard. */
  constructor(say: (labels: readonly string[]) => void) {
    this.#say = say;
  }

  /** @param now Milliseconds. */
  hear({ label }: Detection, now = performance.now()): void {
    if (now - (this.#said.get(label) ?? -Infinity) < REPEAT) return;
    this.#said.set(label, now);
    this.#waiting.add(label);
    this.#cancel ??= timeout(Math.max(0, this.#quietUntil - now), () => this.#speak());
  }

  /** Forget everything, for instance at the end of a session. */
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
