import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { oneLine } from './safe-text.js';
import { timeBaseCode } from './written-values.js';

const COLUMNS = [
  ...['Selection', 'View', 'Channel', 'Begin Time (s)', 'End Time (s)', 'Low Freq (Hz)', 'High Freq (Hz)'],
  ...['Begin File', 'Label', 'Head', 'Confidence', 'Peak', 'Ended', 'Source', 'Time Base', 'Model', 'Model Version'],
];

/**
 * A Raven selection table (Raven Pro User's Manual, chapter "Selections": a tab-separated text with one row per selection
 * under a line that names the columns; those that Raven does not know are kept as annotations).
 *
 * Raven draws a box, so each selection needs frequencies: the detection's own, else all that the model listens to. `Begin
 * File` is Raven's own column, the file without its folder, and empty for live sound. From `Label` on the columns are ours,
 * and hold what else the event list says; `Ended` is `no` for what still goes on, whose end is the end of what was heard.
 *
 * @throws PinnaError `bad-option` for what is no time or score
 */
export function detectionsToRaven(list: EventList): string {
  const { file, timeBase, model } = list;
  const beginFile = timeBase.kind === 'file' ? file.replace(/^.*[/\\]/s, '') : '';
  const about = [file, timeBaseCode(timeBase), model.name, model.version];
  const rows = eventSpans(list).map(({ head, label, onset, offset, end, peak, confidence, band = list.band }, i) => [
    ...[i + 1, 'Spectrogram 1', 1, onset, end, band.low, band.high],
    ...[beginFile, label, head, confidence, peak, offset === null ? 'no' : 'yes', ...about],
  ]);
  return [COLUMNS, ...rows].map((cells) => `${cells.map((cell) => oneLine(String(cell))).join('\t')}\n`).join('');
}
