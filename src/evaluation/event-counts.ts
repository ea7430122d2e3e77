import { mean, ratio } from './statistics.js';

/** How many there are, are said, and are both. */
export interface EventCounts {
  references: number;
  detections: number;
  truePositives: number;
}

export interface EventFigures extends Readonly<EventCounts> {
  readonly precision: number | null;
  readonly recall: number | null;
  /** Null where there is neither a reference nor a detection. */
  readonly f1: number | null;
}

export interface EventReport {
  /** Over all classes together. */
  readonly micro: EventFigures;
  /** Mean F1 of the classes that have a reference; one that was never said counts as 0. */
  readonly macroF1: number | null;
  /** `(substitutions + deletions + insertions) / references`, may be above 1 (Mesaros, Heittola, Virtanen 2016). */
  readonly errorRate: number | null;
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
  /** Those with a reference or a detection. */
  readonly classes: Readonly<Record<string, EventFigures>>;
}

/** Counts of events or of segments, per class, with the errors that the error rate is made of. */
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
