import type { Detection } from '../../decisions/detection.js';
import type { EventList, TimeBase } from '../../formats/event-list.js';
import type { InputInfo } from '../../capture/sources/source.js';
import type { Frames, Gap } from '../../listener/listener-events.js';
import type { ModelInfo } from '../../worker/contract.js';

/** Number of gaps that are kept: dropped samples may come often. */
const GAPS = 200;

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

  /** All, in order of onset. */
  get byOnset(): Detection[] {
    return this.all.sort((a, b) => a.onset - b.onset);
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

/** Returns those of the detections that overlap a stretch of time, seconds. */
export function overlapping(detections: readonly Detection[], from: number, to: number): Detection[] {
  return detections.filter(({ onset, offset }) => onset < to && (offset ?? Infinity) > from);
}

/** Keeps what one listening session has brought: its detections, its gaps, and the times that an export needs. */
export class SessionRecord {
  readonly detections: RecentDetections;
  #gaps: Gap[] = [];
  /** Whether the session was followed from its beginning, and not joined on the way. */
  sawStart = false;
  /** Time of the first frame, seconds. */
  first: number | undefined;
  /** Time after the last frame, seconds. */
  until = 0;
  /** Wall-clock time of second 0, ms. */
  zero = Infinity;

  /** @param limit Number of detections that are kept. */
  constructor(limit = 1000) {
    this.detections = new RecentDetections(limit);
  }

  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  putGap(gap: Gap): void {
    this.#gaps = [...this.#gaps.slice(1 - GAPS), gap];
  }

  /** @param starting Whether the session is followed from its beginning, and not joined on the way. */
  reset(starting: boolean): void {
    this.sawStart = starting;
    this.first = undefined;
    this.until = 0;
    this.zero = Infinity;
    this.detections.clear();
    this.#gaps = [];
  }

  /**
   * Follows the session's times.
   *
   * @param hopSeconds of the model
   * @param now wall-clock time, ms
   */
  hear({ time, frames }: Frames, hopSeconds: number, now = Date.now()): void {
    this.first ??= time;
    this.until = time + frames * hopSeconds;
    // Frames come late, never early: the least late tells best, to within the latency of some hundredths of a second.
    this.zero = Math.min(this.zero, now - this.until * 1000);
  }
}

/**
 * A session's detections for an export. Live sound keeps the clock's times. A file or buffer that was played gets times from
 * its own start, which is the first frame's, so that they fit the file wherever it is opened next.
 */
export function sessionEvents(
  { sawStart, first = 0, until, zero }: Pick<SessionRecord, 'sawStart' | 'first' | 'until' | 'zero'>,
  detections: readonly Detection[],
  model: ModelInfo | undefined,
  input: InputInfo | undefined,
): EventList {
  const isFile = sawStart && (input?.kind === 'file' || input?.kind === 'buffer');
  const start = isFile ? first : 0;
  const shifted = (time: number) => Math.max(0, time - start);
  const clock: TimeBase = { kind: 'clock', zero: new Date(Number.isFinite(zero) ? zero : Date.now()) };
  return {
    file: input?.label ?? '',
    timeBase: isFile ? { kind: 'file' } : clock,
    model: { name: model?.name ?? '', version: model?.version ?? '' },
    band: { low: model?.features.fMin ?? 0, high: model?.features.fMax ?? 0 },
    heardUntil: shifted(until),
    detections: detections.map((detection) => ({
      ...detection,
      onset: shifted(detection.onset),
      offset: detection.offset === null ? null : shifted(detection.offset),
    })),
  };
}
