import { recordingTables } from '../classify/recording-tables.js';
import type { EvaluationReport } from './evaluation-report.js';
import { fixed, section, textTable, datasetName } from '../terminal/text-table.js';
import { timedEventTables } from '../classify/timed-event-tables.js';
import type { EvaluationFigures } from '../../evaluation/evaluation.js';
import type { RateFigures } from '../../evaluation/report-rates.js';

/** Formats all measurements as tables. */
export function evaluationText(report: EvaluationReport): string {
  const { strong, rates } = report;
  return [
    section('Evaluated', summaryTable(report)),
    ...recordingTables(report),
    ...(strong ? timedEventTables(strong) : []),
    rateTable(rates),
  ].join('\n');
}

const summaryTable = ({ model, clips, backend }: EvaluationReport): string =>
  textTable(
    ['model', 'version', 'weights', 'backend', 'clips', 'failed', 'hours'],
    [
      [
        ...[model.name, model.version, model.weights.slice(0, 12), backend],
        ...[clips.evaluated, clips.failed.length, fixed(clips.hours)],
      ],
    ],
  );

/** Formats the rates of reported detections, per dataset and in total. */
export const rateTable = (rates: EvaluationFigures['rates']): string =>
  section('Reports and whether they are right', table(rates));

function table({ overall, byDataset, byKind }: EvaluationFigures['rates']): string {
  const row = (name: string, one: RateFigures) => [
    ...[name, one.clips, fixed(one.hours), one.detections, fixed(one.perHour, 1)],
    ...[one.right, one.family, one.wrong, fixed(one.precision), fixed(one.wrongPerHour, 1)],
    ...[fixed(one.found), fixed(one.relabelledShare), one.genreDetections],
  ];
  return textTable(
    [
      ...['dataset or kind', 'clips', 'hours', 'reports', 'per hour', 'right', 'family', 'wrong', 'precision'],
      ...['wrong per hour', 'found', 'relabelled', 'genre'],
    ],
    [
      ...Object.entries(byDataset).map(([name, one]) => row(datasetName(name), one)),
      ...Object.entries(byKind).map(([name, one]) => row(`kind: ${name}`, one)),
      row('all', overall),
    ],
  );
}
