import type { Detection, DetectionChange } from '../decisions/detection.js';

/** Knows which sounds have begun and not ended, for when the one who follows them is gone. */
export class OpenDetections {
  /** The highest id so far. */
  lastId = 0;
  readonly #open = new Map<number, Detection>();

  follow({ phase, detection }: DetectionChange): void {
    this.lastId = Math.max(this.lastId, detection.id);
    if (phase === 'start') this.#open.set(detection.id, detection);
    else this.#open.delete(detection.id);
  }

  has(id: number): boolean {
    return this.#open.has(id);
  }

  /** Ends every sound that is on. @param until when it was last heard, seconds */
  endAll(until: number): DetectionChange[] {
    const ended = [...this.#open.values()].map((detection) => ({
      ...detection,
      offset: Math.max(until, detection.onset),
    }));
    this.#open.clear();
    return ended.map((detection) => ({ phase: 'end', detection }));
  }
}
