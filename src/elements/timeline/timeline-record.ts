import type { Detection } from '../../decisions/detection.js';
import type { Gap } from '../../listener/listener-events.js';
import { RecentDetections } from '../detections/recent-detections.js';
import { SessionRecord } from '../detections/session-record.js';

/** So many gaps are kept: dropped samples may come often. */
const GAPS = 200;

/** What a timeline knows of a session. */
export class TimelineRecord {
  readonly session = new SessionRecord();
  readonly #detections = new RecentDetections(1000);
  #gaps: Gap[] = [];

  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  /** All detections, in order of onset. */
  get byOnset(): Detection[] {
    return this.#detections.all.sort((a, b) => a.onset - b.onset);
  }

  /** Those of a stretch of time, seconds, also in part. */
  between(from: number, to: number): Detection[] {
    return this.byOnset.filter(({ onset, offset }) => onset <= to && (offset ?? Infinity) >= from);
  }

  put(detection: Detection): void {
    this.#detections.put(detection);
  }

  putGap(gap: Gap): void {
    this.#gaps = [...this.#gaps.slice(1 - GAPS), gap];
  }

  /** Forgets the detections that had ended before `time`, seconds. */
  forgetBefore(time: number): void {
    this.#detections.forgetBefore(time);
  }

  /** @param starting Whether the session is heard from its beginning, and not joined on the way. */
  reset(starting: boolean): void {
    this.session.reset(starting);
    this.#detections.clear();
    this.#gaps = [];
  }
}
