import type { Detection } from '../../decisions/detection.js';

/** The detections of one listening session, each in its newest version, in order of their ids; the oldest go first. */
export class RecentDetections {
  readonly #limit: number;

  readonly #byId = new Map<number, Detection>();

  /** @param limit Number of detections that are kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get all(): Detection[] {
    return [...this.#byId.values()];
  }

  /** The newest `count` of those that pass, newest first. */
  newest(count: number, passes: (detection: Detection) => boolean = () => true): Detection[] {
    return this.all.filter(passes).slice(-count).reverse();
  }

  /** The newest versions of detections that were read before; those forgotten since stay as they were. */
  newestOf(earlier: readonly Detection[]): Detection[] {
    return earlier.map((detection) => this.#byId.get(detection.id) ?? detection);
  }

  put(detection: Detection): void {
    this.#byId.set(detection.id, detection);
    if (this.#byId.size > this.#limit) this.#byId.delete(this.#byId.keys().next().value!);
  }

  /** Forget those that had ended before `time`, seconds. */
  forgetBefore(time: number): void {
    for (const [id, { offset }] of this.#byId) if (offset !== null && offset < time) this.#byId.delete(id);
  }

  clear(): void {
    this.#byId.clear();
  }
}
