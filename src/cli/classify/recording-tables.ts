import type { CalibrationFigures } from '../../evaluation/calibration-error.js';
import type { ClassificationReport } from '../../evaluation/classification-report.js';
import type { ConfusionFigures } from '../../evaluation/confusion-matrix.js';
import type { EvaluationFigures } from '../../evaluation/evaluation.js';
import type { RankingFigures } from '../../evaluation/score-figures.js';
import type { SingleLabelFigures } from '../../evaluation/single-label-figures.js';
import { datasetName, fixed, section, textTable } from '../terminal/text-table.js';

/**
 * Largest number of classes for which the whole confusion matrix is shown. For more classes, only the most frequent
 * confusions are.
 */
const MAX_MATRIX_CLASSES = 12;
/** Number of most frequent confusions to show. */
const MAX_CONFUSIONS = 12;

/** Returns the tables of everything that is measured per recording. */
export function recordingTables({ decisions, scores, singleLabel, genre, calibration }: EvaluationFigures): string[] {
  return [
    ...(decisions.events ? [section('Events by detections, per clip', reportTable(decisions.events))] : []),
    ...(decisions.bird ? [section('Bird by detections, per clip', reportTable(decisions.bird))] : []),
    ...(decisions.taught ? [section('Taught sounds by detections, per clip', reportTable(decisions.taught))] : []),
    section('By clip scores', rankingTable(scores)),
    ...Object.entries(singleLabel).map(([dataset, one]) =>
      section(`One labelled event per clip: ${datasetName(dataset)}`, singleLabelText(one)),
    ),
    ...(genre ? [section('Genre', genreText(genre))] : []),
    section('Calibration, 15 bins', calibrationTable(calibration)),
  ];
}

function reportTable({ classes, macro, micro, weighted, accuracy }: ClassificationReport): string {
  const rows = Object.entries(classes)
    .filter(([, { support, falsePositives }]) => support > 0 || falsePositives > 0)
    .map(([name, one]) => [
      ...[name, one.support, one.truePositives, one.falsePositives, one.falseNegatives],
      ...[fixed(one.precision), fixed(one.recall), fixed(one.f1), fixed(one.falsePositiveShare)],
    ]);
  const averages = Object.entries({ macro, micro, weighted }).map(([name, one]) => [
    ...[name, '', '', '', ''],
    ...[fixed(one.precision), fixed(one.recall), fixed(one.f1), ''],
  ]);
  const header = ['class', 'clips', 'TP', 'FP', 'FN', 'precision', 'recall', 'F1', 'FP share'];
  return textTable(header, [...rows, ...averages, ['accuracy', '', '', '', '', '', '', fixed(accuracy), '']]);
}

function rankingTable({ events, taught, bird }: EvaluationFigures['scores']): string {
  const row = (name: string, one: RankingFigures) => [
    ...[name, one.positives, one.negatives, fixed(one.auc), fixed(one.averagePrecision)],
  ];
  const classes = Object.entries(events?.classes ?? {}).filter(([, { positives }]) => positives > 0);
  return textTable(
    ['label', 'positive', 'negative', 'AUC', 'AP'],
    [
      ...classes.map(([name, one]) => row(name, one)),
      ...(events
        ? [
            [
              `events, mean of ${String(events.classesWithBoth)}`,
              '',
              '',
              fixed(events.macroAuc),
              fixed(events.macroAveragePrecision),
            ],
          ]
        : []),
      ...Object.entries(taught?.classes ?? {}).map(([name, one]) => row(`taught ${name}`, one)),
      ...(bird ? [row('bird', bird)] : []),
      ...Object.entries(bird?.byDataset ?? {}).map(([name, one]) => row(`bird in ${datasetName(name)}`, one)),
    ],
  );
}

function singleLabelText({ clips, accuracy, top3Accuracy, confusion }: SingleLabelFigures): string {
  const row = [clips, confusion.names.length, fixed(accuracy), fixed(top3Accuracy)];
  return textTable(['clips', 'names', 'accuracy', 'among first 3'], [row]) + confusionText(confusion);
}

function confusionText({ names, counts }: ConfusionFigures): string {
  if (names.length <= MAX_MATRIX_CLASSES)
    return textTable(
      ['true \\ predicted', ...names],
      names.map((name, i) => [name, ...counts[i]!]),
    );
  const wrong = counts.flatMap((row, i) =>
    row.flatMap((count, j) => (i === j || count === 0 ? [] : [[names[i]!, names[j]!, count] as const])),
  );
  const most = wrong.sort((a, b) => b[2] - a[2]).slice(0, MAX_CONFUSIONS);
  return textTable(['true', 'predicted', 'clips'], most);
}

function genreText({ prefixes, live }: NonNullable<EvaluationFigures['genre']>): string {
  return (
    textTable(
      ['duration', 'clips', 'accuracy', 'mean recall'],
      Object.entries(prefixes).map(([name, { total, accuracy, macroRecall }]) => [
        ...[name === 'all' ? 'all' : `${name} s`, total, fixed(accuracy), fixed(macroRecall)],
      ]),
    ) +
    textTable(
      ['live, from 3 s on:', 'right', 'shown', 'right when shown'],
      [['share of time', fixed(live.right), fixed(live.shown), fixed(live.rightWhenShown)]],
    ) +
    confusionText(prefixes.all!)
  );
}

function calibrationTable(calibration: EvaluationFigures['calibration']): string {
  const title = {
    ...{ genre: 'genre predicted', bird: 'bird' },
    ...{ events: 'events, all pairs', eventsSaid: 'events, pairs from 0.05', eventsTop: 'event predicted' },
  };
  const rows = Object.entries(calibration) as [keyof typeof title, CalibrationFigures | null][];
  return textTable(
    ['confidence', 'count', 'expected error'],
    rows.flatMap(([name, one]) => (one ? [[title[name], one.count, fixed(one.error)]] : [])),
  );
}
