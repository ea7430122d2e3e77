import { mean, ratio } from './statistics.js';
import type { HeardClip } from './heard-clip.js';

/** How often a class was said and was true, over the clips in which it is known. */
export interface ClassCounts {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

export interface PrecisionRecall {
  /** Null where the class was never said. */
  readonly precision: number | null;
  /** Null where there is no positive. */
  readonly recall: number | null;
  /** `2·TP / (2·TP + FP + FN)`; null where there is neither a positive nor a report. */
  readonly f1: number | null;
}

export interface ClassReport extends PrecisionRecall, Readonly<ClassCounts> {
  /** Clips in which it is known to be present. */
  readonly support: number;
  /** Share of the clips in which it is known to be absent that have it reported. */
  readonly falsePositiveShare: number | null;
}

export interface ClassificationReport {
  readonly classes: Readonly<Record<string, ClassReport>>;
  /** Mean over the classes that have a positive; what was never said counts as a precision of 0. */
  readonly macro: PrecisionRecall;
  /** Of the sums over all classes, those without a positive too. */
  readonly micro: PrecisionRecall;
  /** As `macro`, each class weighing by its support. */
  readonly weighted: PrecisionRecall;
  /** Share of all known pairs of clip and class that are right. */
  readonly accuracy: number | null;
  readonly pairs: number;
}

export const noCounts = (): ClassCounts => ({
  truePositives: 0,
  falsePositives: 0,
  falseNegatives: 0,
  trueNegatives: 0,
});

/** One clip in which the class is known. */
export function count(counts: ClassCounts, isPresent: boolean, isSaid: boolean): void {
  if (isPresent) counts[isSaid ? 'truePositives' : 'falseNegatives'] += 1;
  else counts[isSaid ? 'falsePositives' : 'trueNegatives'] += 1;
}

/** Precision, recall and F1 of several classes and their averages, as scikit-learn's `classification_report` has them. */
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

/** Per head: a label counts as said in a clip when it has at least one detection there. Known labels only. */
export function decisionFigures(
  heard: readonly HeardClip[],
  head: string,
  labels: readonly string[],
): ClassificationReport {
  const counts = new Map(labels.map((label) => [label, noCounts()]));
  for (const { clip, detections } of heard) {
    const said = new Set(detections.filter((detection) => detection.head === head).map(({ label }) => label));
    for (const [label, counted] of counts) {
      if (clip.present.has(label)) count(counted, true, said.has(label));
      else if (clip.absent.has(label)) count(counted, false, said.has(label));
    }
  }
  return classificationReport(counts);
}
