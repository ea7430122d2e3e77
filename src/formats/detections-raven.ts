import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { tabRow } from './safe-text.js';
import { timeBaseCode } from './written-values.js';

const COLUMNS = [
  ...['Selection', 'View', 'Channel', 'Begin Time (s)', 'End Time (s)', 'Low Freq (Hz)', 'High Freq (Hz)'],
  ...['Begin File', 'Label', 'Head', 'Confidence', 'Peak', 'Ended', 'Source', 'Time Base', 'Model', 'Model Version'],
];

/**
 * Writes a Raven selection table (Raven Pro User's Manual, chapter "Selections"): tab-separated text with a header row
 * and one row per selection. Raven keeps unknown columns as annotations.
 *
 * Raven draws a box, so each selection needs a frequency band: the detection's own, or else the model's. `Begin File`
 * is Raven's own column: the file without its folder, empty for live sound. The columns from `Label` on are ours and
 * hold the rest of the event list. `Ended` is `no` for a detection without an offset; its end is `analysedUntil`.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToRaven(list: EventList): string {
  const { file, timeBase, model } = list;
  const beginFile = timeBase.kind === 'file' ? file.replace(/^.*[/\\]/s, '') : '';
  const about = [file, timeBaseCode(timeBase), model.name, model.version];
  const rows = eventSpans(list).map(({ head, label, onset, offset, end, peak, confidence, band = list.band }, i) => [
    ...[i + 1, 'Spectrogram 1', 1, onset, end, band.low, band.high],
    ...[beginFile, label, head, confidence, peak, offset === null ? 'no' : 'yes', ...about],
  ]);
  return [COLUMNS, ...rows].map(tabRow).join('');
}
