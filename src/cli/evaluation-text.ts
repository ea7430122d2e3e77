import type { CalibrationFigures } from '../evaluation/calibration-error';
import type { ClassificationReport } from '../evaluation/classification-report';
import type { ConfusionFigures } from '../evaluation/confusion-matrix';
import type { DelayFigures } from '../evaluation/detection-delay';
import type { EvaluationFigures } from '../evaluation/evaluation';
import type { EventReport } from '../evaluation/event-counts';
import type { RateFigures } from '../evaluation/report-rates';
import type { RankingFigures } from '../evaluation/score-figures';
import type { StrongFigures } from '../evaluation/strong-figures';
import type { EvaluationReport } from './evaluation-report';
import { fixed, textTable } from './text-table';

/** A matrix wider than this is told by its most frequent confusions. */
const WIDEST_MATRIX = 12;
const CONFUSIONS = 12;

/** All figures as readable tables. */
export function evaluationText(report: EvaluationReport): string {
  const { model, clips, decisions, scores, singleLabel, genre, strong } = report;
  const summary = textTable(
    ['model', 'version', 'weights', 'backend', 'clips', 'failed', 'hours'],
    [
      [
        ...[model.name, model.version, model.weights.slice(0, 12), report.backend],
        ...[clips.evaluated, clips.failed.length, fixed(clips.hours)],
      ],
    ],
  );
  return [
    section('Evaluated', summary),
    decisions.events && section('Events by detections, clip by clip', reportTable(decisions.events)),
    decisions.bird && section('Bird by detections, clip by clip', reportTable(decisions.bird)),
    section('By clip scores', rankingTable(scores)),
    ...Object.entries(singleLabel).map(([dataset, { clips: count, accuracy, top3Accuracy, confusion }]) =>
      section(
        `One event each: ${nameOf(dataset)}`,
        textTable(
          ['clips', 'names', 'accuracy', 'among first 3'],
          [[count, confusion.names.length, fixed(accuracy), fixed(top3Accuracy)]],
        ) + confusionText(confusion),
      ),
    ),
    genre && section('Genre', genreText(genre)),
    section('Calibration, 15 bins', calibrationTable(report.calibration)),
    strong && strongText(strong),
    section('Reports', ratesTable(report.rates)),
  ]
    .filter((text) => text !== null)
    .join('\n');
}

const section = (title: string, text: string): string => `${title}\n${text}`;
const nameOf = (dataset: string): string => dataset || '(no dataset)';

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

function rankingTable({ events, bird }: EvaluationFigures['scores']): string {
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
      ...(bird ? [row('bird', bird)] : []),
      ...Object.entries(bird?.byDataset ?? {}).map(([name, one]) => row(`bird in ${nameOf(name)}`, one)),
    ],
  );
}

function confusionText({ names, counts }: ConfusionFigures): string {
  if (names.length <= WIDEST_MATRIX)
    return textTable(
      ['true \\ said', ...names],
      names.map((name, i) => [name, ...counts[i]!]),
    );
  const wrong = counts.flatMap((row, i) =>
    row.flatMap((count, j) => (i === j || count === 0 ? [] : [[names[i]!, names[j]!, count] as const])),
  );
  const most = wrong.sort((a, b) => b[2] - a[2]).slice(0, CONFUSIONS);
  return textTable(['true', 'taken for', 'clips'], most);
}

function genreText({ prefixes, live }: NonNullable<EvaluationFigures['genre']>): string {
  return (
    textTable(
      ['heard', 'clips', 'accuracy', 'mean recall'],
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
    ...{ genre: 'genre said', bird: 'bird' },
    ...{ events: 'events, all pairs', eventsSaid: 'events, pairs from 0.05', eventsTop: 'event said' },
  };
  const rows = Object.entries(calibration) as [keyof typeof title, CalibrationFigures | null][];
  return textTable(
    ['confidence', 'count', 'expected error'],
    rows.flatMap(([name, one]) => (one ? [[title[name], one.count, fixed(one.error)]] : [])),
  );
}

function strongText({ clips, hours, onset, onsetOffset, segments, psds1, delay, delaySharp }: StrongFigures): string {
  const row = (name: string, { micro, macroF1, errorRate }: EventReport) => [
    ...[name, micro.references, micro.detections, micro.truePositives, fixed(micro.precision), fixed(micro.recall)],
    ...[fixed(micro.f1), fixed(macroF1), fixed(errorRate)],
  ];
  const matched = textTable(
    ['match', 'true', 'said', 'both', 'precision', 'recall', 'F1', 'macro F1', 'error rate'],
    [row('onset, 0.2 s', onset), row('onset and offset', onsetOffset), row('segments of 1 s', segments)],
  );
  const delayRow = (name: string, one: DelayFigures) => [
    ...[name, one.events, one.found, one.early, fixed(one.onset.median), fixed(one.live.tenth)],
    ...[fixed(one.live.median), fixed(one.live.ninetieth), fixed(one.within300ms)],
  ];
  const classes = Object.keys(delay.classes).map((label) => [
    ...delayRow(label, delay.classes[label]!),
    ...[fixed(onset.classes[label]?.f1), fixed(segments.classes[label]?.f1), fixed(psds1.classes[label])],
  ]);
  const delays = textTable(
    [
      'class',
      'true',
      'found',
      'early',
      'onset',
      'live 10 %',
      'median',
      '90 %',
      'by 0.3 s',
      'onset F1',
      'segment F1',
      'PSD area',
    ],
    [
      ...classes,
      [...delayRow('all', delay), fixed(onset.micro.f1), fixed(segments.micro.f1), fixed(psds1.value)],
      ...(delaySharp ? [[...delayRow('all of sharp onset', delaySharp), null, null, null]] : []),
    ],
  );
  return [
    section(
      `Timed events: ${String(clips)} clips, ${hours.toFixed(3)} hours, PSDS1 ${fixed(psds1.value) ?? '–'}`,
      matched,
    ),
    section('Delay after the true onset, seconds', delays),
  ].join('\n');
}

function ratesTable({ overall, byDataset }: EvaluationFigures['rates']): string {
  const row = (name: string, one: RateFigures) => [
    ...[name, one.clips, fixed(one.hours), one.detections, fixed(one.perHour, 1)],
    ...[one.falseReports, fixed(one.falsePerHour, 1), one.genreDetections],
  ];
  return textTable(
    ['dataset', 'clips', 'hours', 'reports', 'per hour', 'surely false', 'per hour', 'of genre'],
    [...Object.entries(byDataset).map(([name, one]) => row(nameOf(name), one)), row('all', overall)],
  );
}
