import { csvRow } from './safe-text.js';
import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { timeBaseCode } from './written-values.js';

const COLUMNS = [
  ...['file', 'time_base', 'model', 'model_version'],
  ...['head', 'label', 'onset', 'offset', 'peak', 'confidence'],
];

/**
 * Comma-separated values as in RFC 4180: a line of column names, one row per detection, CRLF after each, quotes where a
 * cell needs them; UTF-8 without a byte order mark. Times are seconds; `offset` is empty while a sound goes on.
 *
 * A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and quotes do not keep it from that. Names
 * come from strangers (a file, a model), so such a text gets an apostrophe in front; one that has some already gets one
 * more, so that taking one away gives the name back. Numbers are never marked.
 *
 * @throws PinnaError `bad-option` for what is no time or score
 */
export function detectionsToCsv(list: EventList): string {
  return csvRow(COLUMNS) + detectionsToCsvRows(list);
}

/** The rows alone, to follow those of another list. */
export function detectionsToCsvRows(list: EventList): string {
  const { file, timeBase, model } = list;
  const about = [file, timeBaseCode(timeBase), model.name, model.version];
  return eventSpans(list)
    .map(({ head, label, onset, offset, peak, confidence }) =>
      csvRow([...about, head, label, onset, offset ?? '', peak, confidence]),
    )
    .join('');
}
