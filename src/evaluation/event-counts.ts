import { mean, ratio } from '../statistics.js';

/** Numbers of true events, of detections and of matches. */
export interface EventCounts {
  references: number;
  detections: number;
  truePositives: number;
}

/** Counts, precision, recall and F1. */
export interface EventFigures extends Readonly<EventCounts> {
  readonly precision: number | null;
  readonly recall: number | null;
  /** Null if there are neither references nor detections. */
  readonly f1: number | null;
}

/** Figures over all classes and per class, with the error rate. */
export interface EventReport {
  /** Over all classes together. */
  readonly micro: EventFigures;
  /** Mean F1 of the classes with references; 0 for a class that was never detected. */
  readonly macroF1: number | null;
  /** `(substitutions + deletions + insertions) / references`, may exceed 1 (Mesaros, Heittola, Virtanen 2016). */
  readonly errorRate: number | null;
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
  /** Classes with references or detections. */
  readonly classes: Readonly<Record<string, EventFigures>>;
}

/** Sums the counts of events or segments per class, and the errors that make up the error rate. */
export class EventTally {
  readonly #classes = new Map<string, EventCounts>();
  #substitutions = 0;
  #deletions = 0;
  #insertions = 0;

  add(label: string, { references, detections, truePositives }: Readonly<EventCounts>): void {
    const counts = this.#classes.get(label) ?? { references: 0, detections: 0, truePositives: 0 };
    counts.references += references;
    counts.detections += detections;
    counts.truePositives += truePositives;
    this.#classes.set(label, counts);
  }

  addErrors(substitutions: number, deletions: number, insertions: number): void {
    this.#substitutions += substitutions;
    this.#deletions += deletions;
    this.#insertions += insertions;
  }

  result(): EventReport {
    const all = { references: 0, detections: 0, truePositives: 0 };
    for (const { references, detections, truePositives } of this.#classes.values()) {
      all.references += references;
      all.detections += detections;
      all.truePositives += truePositives;
    }
    const entries = [...this.#classes].map(([label, counts]) => [label, figures(counts)] as const);
    const [substitutions, deletions, insertions] = [this.#substitutions, this.#deletions, this.#insertions];
    return {
      micro: figures(all),
      macroF1: mean(entries.map(([, one]) => one).flatMap(({ references, f1 }) => (references > 0 ? [f1] : []))),
      errorRate: ratio(substitutions + deletions + insertions, all.references),
      substitutions,
      deletions,
      insertions,
      classes: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }
}

function figures(counts: EventCounts): EventFigures {
  const { references, detections, truePositives } = counts;
  return {
    ...counts,
    precision: ratio(truePositives, detections),
    recall: ratio(truePositives, references),
    f1: ratio(2 * truePositives, references + detections),
  };
}
