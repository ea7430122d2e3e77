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
export const rateTable = (rates: EvaluationFigures['rates']): string => section('Detection rates', table(rates));

function table({ overall, byDataset }: EvaluationFigures['rates']): string {
  const row = (name: string, one: RateFigures) => [
    ...[name, one.clips, fixed(one.hours), one.detections, fixed(one.perHour, 1)],
    ...[one.falseReports, fixed(one.falsePerHour, 1), one.genreDetections],
  ];
  return textTable(
    ['dataset', 'clips', 'hours', 'detections', 'per hour', 'known false', 'per hour', 'genre'],
    [...Object.entries(byDataset).map(([name, one]) => row(datasetName(name), one)), row('all', overall)],
  );
}
