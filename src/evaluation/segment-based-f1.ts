import { EventTally, type EventReport } from './event-counts.js';
import type { TimedEvent } from './timed-event.js';

/**
 * Computes segment-based F1 and error rate by the rules of sed_eval (Mesaros, Heittola, Virtanen 2016). A class is
 * active in a segment if it sounds in any part of it. Counts are numbers of segments.
 */
export class SegmentBasedF1 {
  readonly #segment: number;
  readonly #tally = new EventTally();

  /** @param segment length, seconds */
  constructor(segment = 1) {
    this.#segment = segment;
  }

  /**
   * Adds one recording.
   *
   * @param seconds its duration; later parts of events are ignored
   */
  add(references: readonly TimedEvent[], detections: readonly TimedEvent[], seconds: number): void {
    const segments = Math.ceil(seconds / this.#segment);
    const truth = this.#activity(references, segments);
    const said = this.#activity(detections, segments);
    const total = () => new Array<number>(segments).fill(0);
    const [actual, spoken, right] = [total(), total(), total()];
    for (const label of new Set([...truth.keys(), ...said.keys()])) {
      const counts = { references: 0, detections: 0, truePositives: 0 };
      for (let s = 0; s < segments; s++) {
        const isTrue = truth.get(label)?.has(s) ?? false;
        const isSaid = said.get(label)?.has(s) ?? false;
        if (isTrue) [counts.references, actual[s]] = [counts.references + 1, actual[s]! + 1];
        if (isSaid) [counts.detections, spoken[s]] = [counts.detections + 1, spoken[s]! + 1];
        if (isTrue && isSaid) [counts.truePositives, right[s]] = [counts.truePositives + 1, right[s]! + 1];
      }
      this.#tally.add(label, counts);
    }
    for (let s = 0; s < segments; s++) {
      const surplus = spoken[s]! - actual[s]!;
      this.#tally.addErrors(Math.min(actual[s]!, spoken[s]!) - right[s]!, Math.max(0, -surplus), Math.max(0, surplus));
    }
  }

  result(): EventReport {
    return this.#tally.result();
  }

  /** Returns per label the segments in which it is active. */
  #activity(events: readonly TimedEvent[], segments: number): Map<string, Set<number>> {
    const active = new Map<string, Set<number>>();
    for (const { label, onset, offset } of events) {
      const mine = active.get(label) ?? new Set<number>();
      active.set(label, mine);
      const end = Math.min(segments, Math.ceil(offset / this.#segment));
      for (let s = Math.floor(onset / this.#segment); s < end; s++) mine.add(s);
    }
    return active;
  }
}
