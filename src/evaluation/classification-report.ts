import type { Families } from '../model/families.js';
import { mean, ratio } from '../statistics.js';
import type { EvaluatedRecording } from './evaluated-recording.js';

/** Confusion counts of a class, over the recordings with a known label for it. */
export interface ClassCounts {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

/** Precision, recall and F1, 0 to 1. */
export interface PrecisionRecall {
  /** Null if the class was never predicted. */
  readonly precision: number | null;
  /** Null if there are no positives. */
  readonly recall: number | null;
  /** `2·TP / (2·TP + FP + FN)`; null if there are neither positives nor predictions. */
  readonly f1: number | null;
}

/** Counts and figures of one class. */
export interface ClassReport extends PrecisionRecall, Readonly<ClassCounts> {
  /** Number of recordings in which the class is known to be present. */
  readonly support: number;
  /** Share of false positives among the recordings in which the class is known to be absent; null if there are none. */
  readonly falsePositiveShare: number | null;
}

/** Figures of several classes and their averages. */
export interface ClassificationReport {
  readonly classes: Readonly<Record<string, ClassReport>>;
  /** Mean over the classes with positives. A null precision (never predicted) counts as 0. */
  readonly macro: PrecisionRecall;
  /** From the counts summed over all classes, including those without positives. */
  readonly micro: PrecisionRecall;
  /** As `macro`, with each class weighted by its support. */
  readonly weighted: PrecisionRecall;
  /** Share of correct predictions among all pairs of recording and class with a known label. */
  readonly accuracy: number | null;
  /** Number of pairs of recording and class with a known label. */
  readonly pairs: number;
}

/** Returns counts of zero. */
export const noCounts = (): ClassCounts => ({
  truePositives: 0,
  falsePositives: 0,
  falseNegatives: 0,
  trueNegatives: 0,
});

/** Counts one recording with a known label for the class. */
export function count(counts: ClassCounts, isPresent: boolean, isPredicted: boolean): void {
  if (isPresent) counts[isPredicted ? 'truePositives' : 'falseNegatives'] += 1;
  else counts[isPredicted ? 'falsePositives' : 'trueNegatives'] += 1;
}

/**
 * Computes precision, recall and F1 of several classes and their averages, as scikit-learn's `classification_report`
 * does.
 */
export function classificationReport(counted: ReadonlyMap<string, ClassCounts>): ClassificationReport {
  const entries = [...counted].map(([name, counts]) => [name, classReport(counts)] as const);
  const sums = [...counted.values()].reduce(add, noCounts());
  const positive = entries.map(([, report]) => report).filter(({ support }) => support > 0);
  const pairs = sums.truePositives + sums.falsePositives + sums.falseNegatives + sums.trueNegatives;
  return {
    classes: Object.fromEntries(entries),
    macro: averaged(positive, () => 1),
    micro: precisionRecall(sums),
    weighted: averaged(positive, ({ support }) => support),
    accuracy: ratio(sums.truePositives + sums.trueNegatives, pairs),
    pairs,
  };
}

function precisionRecall({ truePositives, falsePositives, falseNegatives }: ClassCounts): PrecisionRecall {
  return {
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

function classReport(counts: ClassCounts): ClassReport {
  return {
    support: counts.truePositives + counts.falseNegatives,
    ...counts,
    ...precisionRecall(counts),
    falsePositiveShare: ratio(counts.falsePositives, counts.falsePositives + counts.trueNegatives),
  };
}

function averaged(reports: readonly ClassReport[], weightOf: (report: ClassReport) => number): PrecisionRecall {
  const total = mean(reports.map(weightOf));
  const average = (key: keyof PrecisionRecall) =>
    total === null ? null : mean(reports.map((report) => ((report[key] ?? 0) * weightOf(report)) / total));
  return { precision: average('precision'), recall: average('recall'), f1: average('f1') };
}

function add(a: ClassCounts, b: ClassCounts): ClassCounts {
  return {
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    falseNegatives: a.falseNegatives + b.falseNegatives,
    trueNegatives: a.trueNegatives + b.trueNegatives,
  };
}

/**
 * Computes the figures of one head by its detections. A label is predicted for a recording if there is at least one
 * detection of it, or of a class that it is a certain family of. Unknown labels are ignored.
 */
export function decisionFigures(
  recordings: readonly EvaluatedRecording[],
  head: string,
  labels: readonly string[],
  families: Families,
): ClassificationReport {
  const counts = new Map(labels.map((label) => [label, noCounts()]));
  for (const { recording, detections } of recordings) {
    const ofHead = detections.filter((detection) => detection.head === head);
    const predicted = new Set(ofHead.flatMap(({ label }) => [label, ...families.certain(label)]));
    for (const [label, counted] of counts) {
      if (recording.present.has(label)) count(counted, true, predicted.has(label));
      else if (recording.absent.has(label)) count(counted, false, predicted.has(label));
    }
  }
  return classificationReport(counts);
}
