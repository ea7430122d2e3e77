import { averagePrecision } from './average-precision.js';
import type { EvaluatedRecording } from './evaluated-recording.js';
import { mean } from '../statistics.js';
import { rocAuc } from './roc-auc.js';

/** Ranking quality of one class. */
export interface RankingFigures {
  readonly positives: number;
  readonly negatives: number;
  readonly auc: number | null;
  readonly averagePrecision: number | null;
}

/** Ranking quality per class and its means. */
export interface ScoreFigures {
  readonly classes: Readonly<Record<string, RankingFigures>>;
  /** Means over the classes with both positives and negatives. */
  readonly macroAuc: number | null;
  readonly macroAveragePrecision: number | null;
  readonly classesWithBoth: number;
}

/**
 * Measures how well one class's recording scores rank the recordings with a known label for it.
 *
 * @param place index of the class in its head
 */
export function rankingFigures(
  recordings: readonly EvaluatedRecording[],
  head: string,
  place: number,
  label: string,
): RankingFigures {
  const known = recordings.filter(({ recording }) => recording.present.has(label) || recording.absent.has(label));
  const scores = known.map((one) => one.scores[head]![place]!);
  const positive = known.map(({ recording }) => recording.present.has(label));
  const positives = positive.filter(Boolean).length;
  return {
    positives,
    negatives: known.length - positives,
    auc: rocAuc(scores, positive),
    averagePrecision: averagePrecision(scores, positive),
  };
}

/** Measures the ranking quality of all classes of a head. @param labels in the head's order */
export function scoreFigures(
  recordings: readonly EvaluatedRecording[],
  head: string,
  labels: readonly string[],
): ScoreFigures {
  const entries = labels.map((label, c) => [label, rankingFigures(recordings, head, c, label)] as const);
  const both = entries.map(([, one]) => one).filter(({ auc }) => auc !== null);
  return {
    classes: Object.fromEntries(entries),
    macroAuc: mean(both.map(({ auc }) => auc)),
    macroAveragePrecision: mean(both.map((one) => one.averagePrecision)),
    classesWithBoth: both.length,
  };
}
