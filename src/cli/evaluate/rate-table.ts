import type { EvaluationFigures } from '../../evaluation/evaluation.js';
import type { RateFigures } from '../../evaluation/report-rates.js';
import { datasetName, fixed, section, textTable } from '../terminal/text-table.js';

/** How often something is reported at all. */
export const rateTable = (rates: EvaluationFigures['rates']): string => section('Reports', table(rates));

function table({ overall, byDataset }: EvaluationFigures['rates']): string {
  const row = (name: string, one: RateFigures) => [
    ...[name, one.clips, fixed(one.hours), one.detections, fixed(one.perHour, 1)],
    ...[one.falseReports, fixed(one.falsePerHour, 1), one.genreDetections],
  ];
  return textTable(
    ['dataset', 'clips', 'hours', 'reports', 'per hour', 'surely false', 'per hour', 'of genre'],
    [...Object.entries(byDataset).map(([name, one]) => row(datasetName(name), one)), row('all', overall)],
  );
}
