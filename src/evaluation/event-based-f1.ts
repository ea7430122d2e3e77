import { EventTally, type EventReport } from './event-counts.js';
import { byLabel, type TimedEvent } from './timed-event.js';

/** Tolerances for matching a detection with a true event. */
export interface EventBasedOptions {
  /** Onset tolerance and minimum offset tolerance, seconds. */
  readonly collar: number;
  /**
   * Offset tolerance as a share of the true duration; `collar` applies if it is larger. If left out, offsets are not
   * compared.
   */
  readonly offsetShare?: number;
}

/**
 * Computes event-based F1 and error rate by the rules of sed_eval (Mesaros, Heittola, Virtanen 2016). A detection is
 * correct if its label, its onset and, if requested, its offset match a true event. Each detection matches at most one
 * event, and each event at most one detection.
 */
export class EventBasedF1 {
  readonly #options: EventBasedOptions;
  readonly #tally = new EventTally();

  constructor(options: EventBasedOptions) {
    this.#options = options;
  }

  /** Adds one recording. */
  add(references: readonly TimedEvent[], detections: readonly TimedEvent[]): void {
    const truth = byLabel(references);
    const predicted = byLabel(detections);
    const missed: TimedEvent[] = [];
    const wrong: TimedEvent[] = [];
    let hits = 0;
    for (const label of new Set([...truth.keys(), ...predicted.keys()])) {
      const trueEvents = truth.get(label) ?? [];
      const predictions = predicted.get(label) ?? [];
      const edges = predictions.map((one) =>
        trueEvents.flatMap((reference, i) => (this.#fits(reference, one) ? [i] : [])),
      );
      const pairs = matchBipartite(edges, trueEvents.length);
      const truePositives = pairs.filter((detection) => detection >= 0).length;
      missed.push(...trueEvents.filter((_, i) => pairs[i]! < 0));
      wrong.push(...predictions.filter((_, i) => !pairs.includes(i)));
      hits += truePositives;
      this.#tally.add(label, { references: trueEvents.length, detections: predictions.length, truePositives });
    }
    const substitutions = this.#substitutions(missed, wrong);
    const deletions = references.length - hits - substitutions;
    this.#tally.addErrors(substitutions, deletions, detections.length - hits - substitutions);
  }

  result(): EventReport {
    return this.#tally.result();
  }

  #fits(reference: TimedEvent, detection: TimedEvent): boolean {
    const { collar, offsetShare } = this.#options;
    if (Math.abs(reference.onset - detection.onset) > collar) return false;
    if (offsetShare === undefined) return true;
    const slack = Math.max(collar, offsetShare * (reference.offset - reference.onset));
    return Math.abs(reference.offset - detection.offset) <= slack;
  }

  /** Counts detections with matching times but a wrong label, each at most once, greedily in order as sed_eval does. */
  #substitutions(missed: readonly TimedEvent[], wrong: readonly TimedEvent[]): number {
    const remaining = [...wrong];
    let count = 0;
    for (const reference of missed) {
      const found = remaining.findIndex((detection) => this.#fits(reference, detection));
      if (found < 0) continue;
      remaining.splice(found, 1);
      count += 1;
    }
    return count;
  }
}

/**
 * Finds a maximum bipartite matching by augmenting paths (Kuhn 1955).
 *
 * @param edges per left node the right nodes that it may be matched with
 * @param rightCount number of right nodes
 * @returns per right node its left node, −1 if it has none
 */
export function matchBipartite(edges: readonly (readonly number[])[], rightCount: number): number[] {
  const leftOf = new Array<number>(rightCount).fill(-1);
  const augment = (left: number, seen: Set<number>): boolean =>
    edges[left]!.some((right) => {
      if (seen.has(right)) return false;
      seen.add(right);
      if (leftOf[right]! >= 0 && !augment(leftOf[right]!, seen)) return false;
      leftOf[right] = left;
      return true;
    });
  edges.forEach((_, left) => augment(left, new Set()));
  return leftOf;
}
