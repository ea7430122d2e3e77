import type { Detection, DetectionChange } from '../decisions/detection.js';

/** Tracks open detections, so that they can be ended if their worker fails. */
export class OpenDetections {
  /** Highest detection id so far. */
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

  /** Ends all open detections. @param until end of the analysed sound, session time in seconds */
  endAll(until: number): DetectionChange[] {
    const ended = [...this.#open.values()].map((detection) => ({
      ...detection,
      offset: Math.max(until, detection.onset),
    }));
    this.#open.clear();
    return ended.map((detection) => ({ phase: 'end', detection }));
  }
}
