import type { DelayFigures } from '../../evaluation/detection-delay.js';
import type { EventReport } from '../../evaluation/event-counts.js';
import type { StrongFigures } from '../../evaluation/strong-figures.js';
import { fixed, section, textTable } from '../terminal/text-table.js';

/** Returns the tables of everything that is measured against the true times of sounds. */
export function timedEventTables(strong: StrongFigures): string[] {
  const { clips, hours, psds1 } = strong;
  return [
    section(
      `Timed events: ${String(clips)} clips, ${hours.toFixed(3)} hours, PSDS1 ${fixed(psds1.value) ?? '–'}`,
      matchTable(strong),
    ),
    section('Delay after the true onset, seconds', delayTable(strong)),
  ];
}

function matchTable({ onset, onsetOffset, segments }: StrongFigures): string {
  const row = (name: string, { micro, macroF1, errorRate }: EventReport) => [
    ...[name, micro.references, micro.detections, micro.truePositives, fixed(micro.precision), fixed(micro.recall)],
    ...[fixed(micro.f1), fixed(macroF1), fixed(errorRate)],
  ];
  return textTable(
    ['match', 'true', 'detected', 'matched', 'precision', 'recall', 'F1', 'macro F1', 'error rate'],
    [row('onset, 0.2 s', onset), row('onset and offset', onsetOffset), row('segments of 1 s', segments)],
  );
}

function delayTable({ onset, segments, psds1, delay, delaySharp }: StrongFigures): string {
  const row = (name: string, one: DelayFigures) => [
    ...[name, one.events, one.found, one.early, fixed(one.onset.median), fixed(one.live.tenth)],
    ...[fixed(one.live.median), fixed(one.live.ninetieth), fixed(one.within300ms)],
  ];
  const classes = Object.keys(delay.classes).map((label) => [
    ...row(label, delay.classes[label]!),
    ...[fixed(onset.classes[label]?.f1), fixed(segments.classes[label]?.f1), fixed(psds1.classes[label])],
  ]);
  return textTable(
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
      [...row('all', delay), fixed(onset.micro.f1), fixed(segments.micro.f1), fixed(psds1.value)],
      ...(delaySharp ? [[...row('all with sharp onset', delaySharp), null, null, null]] : []),
    ],
  );
}
