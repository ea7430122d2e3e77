import { averagePrecision } from './average-precision.js';
import type { HeardClip } from './heard-clip.js';
import { mean } from './statistics.js';
import { rocAuc } from './roc-auc.js';

export interface RankingFigures {
  readonly positives: number;
  readonly negatives: number;
  readonly auc: number | null;
  readonly averagePrecision: number | null;
}

export interface ScoreFigures {
  readonly classes: Readonly<Record<string, RankingFigures>>;
  /** Means over the classes that have both kinds of clips. */
  readonly macroAuc: number | null;
  readonly macroAveragePrecision: number | null;
  readonly classesWithBoth: number;
}

/**
 * How well the clip scores of one class rank the clips in which it is known.
 *
 * @param place of the class in its head
 */
export function rankingFigures(
  heard: readonly HeardClip[],
  head: string,
  place: number,
  label: string,
): RankingFigures {
  const known = heard.filter(({ clip }) => clip.present.has(label) || clip.absent.has(label));
  const scores = known.map((one) => one.scores[head]![place]!);
  const positive = known.map(({ clip }) => clip.present.has(label));
  const positives = positive.filter(Boolean).length;
  return {
    positives,
    negatives: known.length - positives,
    auc: rocAuc(scores, positive),
    averagePrecision: averagePrecision(scores, positive),
  };
}

export function scoreFigures(heard: readonly HeardClip[], head: string, labels: readonly string[]): ScoreFigures {
  const entries = labels.map((label, c) => [label, rankingFigures(heard, head, c, label)] as const);
  const both = entries.map(([, one]) => one).filter(({ auc }) => auc !== null);
  return {
    classes: Object.fromEntries(entries),
    macroAuc: mean(both.map(({ auc }) => auc)),
    macroAveragePrecision: mean(both.map((one) => one.averagePrecision)),
    classesWithBoth: both.length,
  };
}
