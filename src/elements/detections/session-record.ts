import type { Detection } from '../../decisions/detection.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import { analysedBand } from '../../features/frame-geometry.js';
import type { EventList, TimeBase } from '../../formats/event-list.js';
import { WallClock } from '../../log/wall-clock.js';
import type { InputInfo } from '../../capture/sources/source.js';
import type { Frames, Gap } from '../../listener/listener-events.js';
import type { ModelInfo, TimeSpan } from '../../worker/contract.js';

/** Number of gaps kept; samples may be dropped often. */
const MAX_GAPS = 200;

/** Detections of one listening session in their newest versions, ordered by id. Above the limit, the oldest is dropped. */
export class RecentDetections {
  readonly #limit: number;

  readonly #byId = new Map<number, Detection>();
  /** Ids of detections that were replaced. Their ends may still come. */
  readonly #replaced = new Set<number>();

  /** @param limit number of detections kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get all(): Detection[] {
    return [...this.#byId.values()];
  }

  /** All detections, in order of onset. */
  get byOnset(): Detection[] {
    return this.all.sort((a, b) => a.onset - b.onset);
  }

  /** Returns the newest `count` detections that pass the filter, newest first. */
  newest(count: number, passes: (detection: Detection) => boolean = () => true): Detection[] {
    return this.all.filter(passes).slice(-count).reverse();
  }

  /** Returns the newest versions of detections read earlier. A detection dropped since is returned unchanged. */
  newestOf(earlier: readonly Detection[]): Detection[] {
    return earlier.map((detection) => this.#byId.get(detection.id) ?? detection);
  }

  put(detection: Detection): void {
    if (this.#replaced.has(detection.id)) return;
    this.#byId.set(detection.id, detection);
    if (this.#byId.size > this.#limit) this.#byId.delete(this.#byId.keys().next().value!);
  }

  /** Replaces the taught sounds that began in a span. @param detections newest first; one that lasts has the id that it had before */
  replaceTaught({ from, to }: TimeSpan, detections: readonly Detection[]): void {
    for (const [id, { head, onset }] of this.#byId) {
      if (head !== TAUGHT || onset < from || onset >= to) continue;
      this.#byId.delete(id);
      this.#replaced.add(id);
    }
    for (const detection of [...detections].reverse()) {
      this.#replaced.delete(detection.id);
      this.put(detection);
    }
  }

  /** Drops the detections that ended before `time`, seconds. */
  dropBefore(time: number): void {
    for (const [id, { offset }] of this.#byId) if (offset !== null && offset < time) this.#byId.delete(id);
  }

  /** Ends the lasting detections at `time`, seconds: whether they still last is not known. Their ends may be put later. */
  endLasting(time: number): void {
    for (const [id, detection] of this.#byId)
      if (detection.offset === null) this.#byId.set(id, { ...detection, offset: Math.max(time, detection.onset) });
  }

  clear(): void {
    this.#byId.clear();
    this.#replaced.clear();
  }
}

/** Returns the detections that overlap a time range, seconds. */
export function overlapping(detections: readonly Detection[], from: number, to: number): Detection[] {
  return detections.filter(({ onset, offset }) => onset < to && (offset ?? Infinity) > from);
}

/** Record of one listening session: its detections, its gaps, and the times that an export needs. */
export class SessionRecord {
  readonly detections: RecentDetections;
  #gaps: Gap[] = [];
  /** Whether the session was recorded from its start; false if the view joined it later. */
  isFromStart = false;
  /** Time of the first frame, seconds. */
  firstFrameTime: number | undefined;
  /** End of the last frame, seconds. */
  analysedUntil = 0;
  #clock = new WallClock();

  /** @param limit number of detections kept */
  constructor(limit = 1000) {
    this.detections = new RecentDetections(limit);
  }

  /** Wall-clock time of second 0, ms since 1970; Infinity before the first frame. */
  get wallClockStart(): number {
    return this.#clock.zero;
  }

  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  putGap(gap: Gap): void {
    this.#gaps = [...this.#gaps.slice(1 - MAX_GAPS), gap];
  }

  /**
   * Clears the record for a new session.
   *
   * @param isFromStart whether the session is recorded from its start; false if the view joins it later
   */
  reset(isFromStart: boolean): void {
    this.isFromStart = isFromStart;
    this.firstFrameTime = undefined;
    this.analysedUntil = 0;
    this.#clock = new WallClock();
    this.detections.clear();
    this.#gaps = [];
  }

  /**
   * Updates the session's times from the scores of one step.
   *
   * @param rowSeconds distance between the scores of the model, seconds
   * @param now wall-clock time, ms
   */
  addFrames({ time, frames }: Frames, rowSeconds: number, now = Date.now()): void {
    this.firstFrameTime ??= time;
    this.analysedUntil = time + frames * rowSeconds;
    this.#clock.add(this.analysedUntil, now);
  }
}

/**
 * Returns a session's detections as an event list for export. Live sound keeps the session's clock. For a file or buffer,
 * times start at its first frame, so that they match the file in other programs.
 */
export function sessionEvents(
  {
    isFromStart,
    firstFrameTime = 0,
    analysedUntil,
    wallClockStart,
  }: Pick<SessionRecord, 'isFromStart' | 'firstFrameTime' | 'analysedUntil' | 'wallClockStart'>,
  detections: readonly (Detection & { readonly name?: string })[],
  model: ModelInfo | undefined,
  input: InputInfo | undefined,
): EventList {
  const isFile = isFromStart && (input?.kind === 'file' || input?.kind === 'buffer');
  const start = isFile ? firstFrameTime : 0;
  const shifted = (time: number) => Math.max(0, time - start);
  const clock: TimeBase = {
    kind: 'clock',
    zero: new Date(Number.isFinite(wallClockStart) ? wallClockStart : Date.now()),
  };
  return {
    file: input?.label ?? '',
    timeBase: isFile ? { kind: 'file' } : clock,
    model: { name: model?.name ?? '', version: model?.version ?? '' },
    band: model ? analysedBand(model.features) : { low: 0, high: 0 },
    analysedUntil: shifted(analysedUntil),
    detections: detections.map((detection) => ({
      ...detection,
      onset: shifted(detection.onset),
      offset: detection.offset === null ? null : shifted(detection.offset),
    })),
  };
}
