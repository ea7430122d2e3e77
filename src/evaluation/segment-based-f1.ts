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
    const predicted = this.#activity(detections, segments);
    const total = () => new Array<number>(segments).fill(0);
    const [trueCounts, predictedCounts, correct] = [total(), total(), total()];
    for (const label of new Set([...truth.keys(), ...predicted.keys()])) {
      const counts = { references: 0, detections: 0, truePositives: 0 };
      for (let s = 0; s < segments; s++) {
        const isTrue = truth.get(label)?.has(s) ?? false;
        const isPredicted = predicted.get(label)?.has(s) ?? false;
        if (isTrue) [counts.references, trueCounts[s]] = [counts.references + 1, trueCounts[s]! + 1];
        if (isPredicted) [counts.detections, predictedCounts[s]] = [counts.detections + 1, predictedCounts[s]! + 1];
        if (isTrue && isPredicted) [counts.truePositives, correct[s]] = [counts.truePositives + 1, correct[s]! + 1];
      }
      this.#tally.add(label, counts);
    }
    for (let s = 0; s < segments; s++) {
      const surplus = predictedCounts[s]! - trueCounts[s]!;
      this.#tally.addErrors(
        Math.min(trueCounts[s]!, predictedCounts[s]!) - correct[s]!,
        Math.max(0, -surplus),
        Math.max(0, surplus),
      );
    }
  }

  result(): EventReport {
    return this.#tally.result();
  }

  /** Returns per label the segments in which it is active. */
  #activity(events: readonly TimedEvent[], segments: number): Map<string, Set<number>> {
    const active = new Map<string, Set<number>>();
    for (const { label, onset, offset } of events) {
      const segmentsOf = active.get(label) ?? new Set<number>();
      active.set(label, segmentsOf);
      const end = Math.min(segments, Math.ceil(offset / this.#segment));
      for (let s = Math.floor(onset / this.#segment); s < end; s++) segmentsOf.add(s);
    }
    return active;
  }
}
