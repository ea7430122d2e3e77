import { clipTables } from '../classify/clip-tables.js';
import type { EvaluationReport } from './evaluation-report.js';
import { rateTable } from './rate-table.js';
import { fixed, section, textTable } from '../terminal/text-table.js';
import { timedEventTables } from '../classify/timed-event-tables.js';

/** All figures as readable tables. */
export function evaluationText(report: EvaluationReport): string {
  const { strong, rates } = report;
  return [
    section('Evaluated', summaryTable(report)),
    ...clipTables(report),
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
